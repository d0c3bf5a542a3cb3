package io.guideway.bench;

import io.guideway.flow.RecordBurst;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordTable;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Records of flows, in a table of twice as many places: bursts of flows that have records or have none, looked up together
 * with memory asked for before ({@code find…}) or one after the other ({@code single…}); and what a flood costs. Nanoseconds
 * a flow.
 */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class RecordBenchmark extends GuidewayBenchmark {
    private static final int PLACES_FOR_EACH = 2;

    @Param({"10000", "4000000"})
    int records;

    private final RecordBurst burst = new RecordBurst();
    private RecordTable table;
    private long[] known;
    private long[] strange;
    private int next;

    @Setup
    public void fill() {
        final SplittableRandom random = new SplittableRandom(SEED);
        table = new RecordTable(new RecordLimits(records * PLACES_FOR_EACH, 5, 300, 0xFFFF), SEED, SEED);
        known = random.longs(records / BURST * BURST).toArray();
        strange = random.longs(known.length).toArray();
        for (final long flow : known) {
            table.insertConfirmed(flow, 1, 0, 0);
        }
    }

    @Benchmark
    public int findKnown() {
        return find(known);
    }

    @Benchmark
    public int findStrange() {
        return find(strange);
    }

    @Benchmark
    public int singleKnown() {
        return single(known);
    }

    @Benchmark
    public int singleStrange() {
        return single(strange);
    }

    /** A first packet that never has a second one, from anywhere. */
    @Benchmark
    public int insertStrange() {
        int inserted = 0;
        final int from = advance(strange);
        for (int i = from; i < from + BURST; i++) {
            inserted += table.insert(strange[i], 1, strange[i] & 0xFFFF_FFFFL, 0) ? 1 : 0;
        }
        return inserted;
    }

    private int find(final long[] flows) {
        burst.clear();
        final int from = advance(flows);
        for (int i = from; i < from + BURST; i++) {
            burst.add(flows[i], 0);
        }
        table.find(burst, 0);
        int sum = 0;
        for (int i = 0; i < BURST; i++) {
            sum += burst.found(i);
        }
        return sum;
    }

    private int single(final long[] flows) {
        int sum = 0;
        final int from = advance(flows);
        for (int i = from; i < from + BURST; i++) {
            sum += table.find(flows[i], 0);
        }
        return sum;
    }

    private int advance(final long[] flows) {
        final int from = next;
        next = from + BURST < flows.length ? from + BURST : 0;
        return from;
    }

    @TearDown
    public void close() {
        table.close();
        burst.close();
    }
}
