package io.guideway.bench;

import io.guideway.flow.FlowHash;
import io.guideway.maglev.LookupTable;
import io.guideway.maglev.TableBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a column of hashes to a column of backends, through slot and lookup table. Nanoseconds a packet. */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class TableLookupBenchmark extends GuidewayBenchmark {
    private final LookupTable table =
            TableBuilder.build(CandidateSets.even(1000), 65_537).orElseThrow();
    private final LookupTable largeTable =
            TableBuilder.build(CandidateSets.even(10_000), 655_373).orElseThrow();

    @Benchmark
    public int[] lookup65537x1000(final HashColumns columns) {
        return lookUp(table, columns);
    }

    @Benchmark
    public int[] lookup655373x10000(final HashColumns columns) {
        return lookUp(largeTable, columns);
    }

    private static int[] lookUp(final LookupTable table, final HashColumns columns) {
        final long[] hash = columns.next();
        final long address = table.address();
        final int slots = table.slots();
        for (int i = 0; i < BURST; i++) {
            columns.backend[i] = LookupTable.backend(address, FlowHash.slot(hash[i], slots));
        }
        return columns.backend;
    }

    @TearDown
    public void close() {
        table.close();
        largeTable.close();
    }
}
