package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Trial;
import org.HdrHistogram.Histogram;

/**
 * Latency at a share of the throughput (RFC 2544, section 26.2), of every frame and not of one in a trial.
 *
 * @param percent of the throughput
 * @param offered frames a second
 * @param lost frames of all trials: none, if the throughput was one
 * @param nanoseconds of all trials
 */
public record LatencyAtLoad(int percent, double offered, long lost, Histogram nanoseconds) {
    private static final double PERCENT = 100;

    /** Measures. */
    public static LatencyAtLoad measure(
            final Device device,
            final int percent,
            final double throughput,
            final double trialSeconds,
            final int trials) {
        final double rate = throughput * percent / PERCENT;
        Histogram all = null;
        long lost = 0;
        for (int i = 0; i < trials; i++) {
            final Trial trial = device.run(Offer.rate(rate, trialSeconds));
            lost += trial.lost();
            if (all == null) {
                all = trial.latency();
            } else {
                all.add(trial.latency());
            }
        }
        return new LatencyAtLoad(percent, rate, lost, all);
    }

    /** Microseconds that this share of the frames, in percent, did not exceed. */
    public double microseconds(final double percentile) {
        return nanoseconds.getValueAtPercentile(percentile) / 1e3;
    }
}
