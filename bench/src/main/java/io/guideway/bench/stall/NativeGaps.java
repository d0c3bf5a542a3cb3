package io.guideway.bench.stall;

import io.guideway.bench.forward.BenchLibrary;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.stats.TimeBuckets;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The gaps that C counts: a {@code struct gwb_gaps}, whose counters are {@link TimeBuckets}. One thread at a time. */
final class NativeGaps implements AutoCloseable {
    // struct gwb_gaps
    private static final int LAST = 0;
    private static final int COUNTS = 16;
    private static final int COUNTERS = TimeBuckets.COUNT;
    private static final int LONGEST = COUNTS + Long.BYTES * COUNTERS;
    private static final int GAP = 16; // struct gwb_gap
    private static final int LENGTH = 8;
    private static final int SIZE = LONGEST + GAP * LongestGaps.KEPT;

    private final NativeBlock gaps = new NativeBlock(SIZE);

    long address() {
        return gaps.address();
    }

    /** The first poll, which ends no gap. */
    void begin(final long nowNs) {
        Mem.i64(address() + LAST, nowNs);
    }

    /** Has C count the gap that ends now. */
    void poll(final long nowNs) {
        BenchLibrary.pollGaps(address(), nowNs);
    }

    /** What was counted. */
    Gaps gaps() {
        final Histogram histogram = TimeBuckets.emptyHistogram();
        for (int i = 0; i < COUNTERS; i++) {
            final long count = Mem.i64(address() + COUNTS + (long) Long.BYTES * i);
            if (count > 0) {
                histogram.recordValueWithCount(TimeBuckets.shortestNs(i), count);
            }
        }
        return new Gaps(histogram, longest());
    }

    private List<Gap> longest() {
        final List<Gap> longest = new ArrayList<>();
        for (int i = 0; i < LongestGaps.KEPT; i++) {
            final long at = address() + LONGEST + (long) GAP * i;
            final Gap gap = new Gap(Mem.i64(at), Mem.i64(at + LENGTH));
            if (gap.lengthNs() > 0) {
                longest.add(gap);
            }
        }
        return longest;
    }

    @Override
    public void close() {
        gaps.close();
    }
}
