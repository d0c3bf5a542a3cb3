package io.guideway.stats;

import org.HdrHistogram.Histogram;

/**
 * How times are told apart: bucket by bucket as HdrHistogram lays them out for 1 ns to 69 s with two significant digits, so
 * that the buckets of one are those of the other. Up to 256 ns a bucket is a nanosecond wide, and from there on a 128th of the
 * power of two below; what is longer than the longest goes with it.
 */
public final class TimeBuckets {
    /** Longest time that is told from longer ones. */
    public static final long LONGEST_NS = (1L << 36) - 1;

    private static final int SIGNIFICANT_DIGITS = 2;

    /** Buckets of a doubling, as a power of two. */
    private static final int HALF_BITS = 7;

    private static final int FINEST_NS = (2 << HALF_BITS) - 1;
    private static final int FINEST_BITS = HALF_BITS + 1;

    /** How many buckets there are. */
    public static final int COUNT = of(LONGEST_NS) + 1;

    private TimeBuckets() {}

    /** Hot path. The bucket of a time, which is not negative. */
    public static int of(final long nanoseconds) {
        final long time = Math.min(nanoseconds, LONGEST_NS);
        final int doubling = Long.SIZE - FINEST_BITS - Long.numberOfLeadingZeros(time | FINEST_NS);
        return (doubling << HALF_BITS) + (int) (time >>> doubling);
    }

    /** The shortest time of a bucket, in ns; that of the bucket behind the last is one more than the longest of all. */
    public static long shortestNs(final int bucket) {
        final int doubling = Math.max(0, (bucket >> HALF_BITS) - 1);
        return (long) (bucket - (doubling << HALF_BITS)) << doubling;
    }

    /** A histogram of these buckets, with nothing in it. */
    public static Histogram emptyHistogram() {
        return new Histogram(1, LONGEST_NS, SIGNIFICANT_DIGITS);
    }
}
