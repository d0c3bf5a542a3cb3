package io.guideway.bench.stall;

import io.guideway.stats.TimeBuckets;
import org.HdrHistogram.Histogram;

/**
 * Counts the gaps between polls by their length ({@link TimeBuckets}), every one, and keeps the longest. Allocates nothing once made. One
 * thread at a time. C does the same in {@code struct gwb_gaps}.
 */
final class GapRecorder {
    private final Histogram histogram = TimeBuckets.emptyHistogram();
    private final LongestGaps longest = new LongestGaps();
    private long lastNs;

    /** The first poll, which ends no gap. */
    void begin(final long nowNs) {
        lastNs = nowNs;
    }

    /** Hot path. Counts the gap that ends now, as a poll begins. */
    void poll(final long nowNs) {
        final long lengthNs = nowNs - lastNs;
        histogram.recordValue(Math.min(lengthNs, TimeBuckets.LONGEST_NS));
        longest.offer(lastNs, lengthNs);
        lastNs = nowNs;
    }

    /** Time of the last poll. */
    long lastNs() {
        return lastNs;
    }

    /** What was recorded. */
    Gaps gaps() {
        return new Gaps(histogram.copy(), longest.gaps());
    }
}
