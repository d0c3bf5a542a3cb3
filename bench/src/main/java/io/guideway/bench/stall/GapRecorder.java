package io.guideway.bench.stall;

import org.HdrHistogram.Histogram;

/**
 * Counts the gaps between polls by their length, to 2^-7 of it, and keeps the longest. Allocates nothing once made. One
 * thread at a time. C does the same in {@code struct gwb_gaps}.
 */
final class GapRecorder {
    /** Longest length that is told from longer ones: 69 s. */
    static final long LONGEST_NS = (1L << 36) - 1;

    private static final int SIGNIFICANT_DIGITS = 2;

    private final Histogram histogram = emptyHistogram();
    private final LongestGaps longest = new LongestGaps();
    private long lastNs;

    /** A histogram for gaps, with nothing in it. */
    static Histogram emptyHistogram() {
        return new Histogram(1, LONGEST_NS, SIGNIFICANT_DIGITS);
    }

    /** The first poll, which ends no gap. */
    void begin(final long nowNs) {
        lastNs = nowNs;
    }

    /** Hot path. Counts the gap that ends now, as a poll begins. */
    void poll(final long nowNs) {
        final long lengthNs = nowNs - lastNs;
        histogram.recordValue(Math.min(lengthNs, LONGEST_NS));
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
