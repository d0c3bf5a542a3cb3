package io.guideway.bench;

import io.guideway.stats.CounterTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Adding to one of a thousand counters, a burst of additions at a time: the table of the packet path, and what else one could
 * have taken. Nanoseconds an addition; for {@link #read} a counter read.
 */
@State(Scope.Thread)
public class CounterBenchmark extends GuidewayBenchmark {
    private static final int ROWS = 1024;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final CounterTable table = new CounterTable(ROWS, 1);
    private final AtomicLongArray atomics = new AtomicLongArray(ROWS);
    private final long[] longs = new long[ROWS];
    private final int[] rows = new Random(SEED).ints(BURST, 0, ROWS).toArray();

    @Benchmark
    @OperationsPerInvocation(BURST)
    public CounterTable table() {
        for (final int row : rows) {
            table.add(row, 0, 1);
        }
        return table;
    }

    /** Several writers may add to these. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public AtomicLongArray atomic() {
        for (final int row : rows) {
            atomics.getAndAdd(row, 1);
        }
        return atomics;
    }

    /** One writer, whole values, no store left out by the compiler. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long[] opaque() {
        for (final int row : rows) {
            LONGS.setOpaque(longs, row, (long) LONGS.getOpaque(longs, row) + 1);
        }
        return longs;
    }

    /** All counters, as whoever reports them reads them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long read() {
        long sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += table.get(row, 0);
        }
        return sum;
    }
}
