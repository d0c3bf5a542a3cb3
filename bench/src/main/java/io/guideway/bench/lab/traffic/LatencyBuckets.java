package io.guideway.bench.lab.traffic;

import org.HdrHistogram.Histogram;

/**
 * Latencies as the sink counts them, in cycles: exact below 256, then 128 buckets for each power of two, so that a value is
 * known to 0.8 %.
 */
record LatencyBuckets(long[] counts) {
    private static final int EXACT = 256;
    private static final int HALF = EXACT / 2;

    /** GWL_BUCKETS. */
    static final int COUNT = EXACT + 32 * HALF;

    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOSECONDS = 1e9;

    /** Nanoseconds; a value is the middle of its bucket. */
    Histogram nanoseconds(final long hertz) {
        final Histogram histogram = new Histogram(LONGEST_NS, DIGITS);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                final long value = Math.round(middle(i) * NANOSECONDS / hertz);
                histogram.recordValueWithCount(Math.min(value, LONGEST_NS), counts[i]);
            }
        }
        return histogram;
    }

    /** Cycles in the middle of a bucket. */
    static double middle(final int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        final int shift = bucket / HALF - 1;
        final long low = (long) (bucket - shift * HALF) << shift;
        return low + ((1L << shift) - 1) / 2.0;
    }
}
