package io.guideway.bench.lab.traffic;

import org.HdrHistogram.Histogram;

/** Trials that never happened. */
public final class TrialSamples {
    private TrialSamples() {}

    /** All that was offered was sent; of it {@code lost} were lost, and every other took {@code latencyNs}. */
    public static Trial trial(final Offer offer, final long lost, final long latencyNs) {
        final long sent = offer.frames() > 0 ? offer.frames() : Math.round(offer.framesPerSecond() * offer.seconds());
        final Histogram latency = new Histogram(3_600_000_000_000L, 3);
        if (sent > lost) {
            latency.recordValueWithCount(latencyNs, sent - lost);
        }
        return new Trial(
                offer,
                sent / offer.framesPerSecond(),
                sent,
                0,
                0,
                0,
                60 * sent,
                1000,
                new SinkCounts(sent - lost, 60 * (sent - lost), 0, 0, 0, 0, 0),
                latency);
    }
}
