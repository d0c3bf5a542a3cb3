package io.guideway.stats;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Times by their length, as somebody read them: the buckets ({@link TimeBuckets}) that have any, ascending. One thread at a time. */
public final class TimeCounts {
    private static final int FIRST_CAPACITY = 64;

    private int[] buckets = new int[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;
    private long total;

    /** Forgets everything but its memory. */
    public void clear() {
        size = 0;
        total = 0;
    }

    /**
     * One bucket more.
     *
     * @param bucket above those that are there
     * @param count at least 0, and no more than 64 bits have room for with the others
     * @throws IllegalArgumentException if it is none of the buckets, or not above, or the count cannot be
     */
    public void append(final int bucket, final long count) {
        if (bucket >= TimeBuckets.COUNT || bucket <= (size == 0 ? -1 : buckets[size - 1])) {
            throw new IllegalArgumentException(
                    "bucket %d is not among the next ones up to %d".formatted(bucket, TimeBuckets.COUNT - 1));
        }
        if (count < 0 || total + count < 0) {
            throw new IllegalArgumentException(
                    "bucket %d cannot have %s times".formatted(bucket, Long.toUnsignedString(count)));
        }
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        buckets[size] = bucket;
        counts[size] = count;
        size++;
        total += count;
    }

    /** Buckets that are there. */
    public int size() {
        return size;
    }

    /** Number of one of them, by its place. */
    public int bucket(final int place) {
        return buckets[place];
    }

    /** How many times were of its length. */
    public long count(final int place) {
        return counts[place];
    }

    /** How many times there are in all. */
    public long total() {
        return total;
    }

    /** How many times were so long or longer; a time that is not the shortest of its bucket takes the whole bucket. */
    public long countFrom(final long nanoseconds) {
        final int first = TimeBuckets.of(nanoseconds);
        long sum = 0;
        for (int place = size - 1; place >= 0 && buckets[place] >= first; place--) {
            sum += counts[place];
        }
        return sum;
    }

    /**
     * What has come since.
     *
     * @param before of the same table; where that counted more, it was another one, and all of this has come since
     */
    public Histogram since(final TimeCounts before) {
        final Histogram since = TimeBuckets.emptyHistogram();
        int was = 0;
        for (int place = 0; place < size; place++) {
            while (was < before.size && before.buckets[was] < buckets[place]) {
                was++;
            }
            final boolean known = was < before.size && before.buckets[was] == buckets[place];
            final long count = counts[place] - (known ? before.counts[was] : 0);
            if (count < 0) {
                return histogram();
            }
            record(since, buckets[place], count);
        }
        return since;
    }

    /** All of it. */
    public Histogram histogram() {
        final Histogram histogram = TimeBuckets.emptyHistogram();
        for (int place = 0; place < size; place++) {
            record(histogram, buckets[place], counts[place]);
        }
        return histogram;
    }

    /** HdrHistogram would remember a time that was seen no times as its longest. */
    private static void record(final Histogram histogram, final int bucket, final long count) {
        if (count > 0) {
            histogram.recordValueWithCount(TimeBuckets.shortestNs(bucket), count);
        }
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final TimeCounts that
                && size == that.size
                && Arrays.equals(buckets, 0, size, that.buckets, 0, size)
                && Arrays.equals(counts, 0, size, that.counts, 0, size);
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : Long.hashCode(counts[size - 1]) * 31 + buckets[size - 1];
    }

    @Override
    public String toString() {
        return "TimeCounts[buckets=%d, total=%d]".formatted(size, total);
    }
}
