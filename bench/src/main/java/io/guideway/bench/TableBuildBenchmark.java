package io.guideway.bench;

import io.guideway.maglev.Candidate;
import io.guideway.maglev.LookupTable;
import io.guideway.maglev.TableBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Building a lookup table, permutations and native memory included; slots by backends. Milliseconds a table. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TableBuildBenchmark extends GuidewayBenchmark {
    private static final int DEFAULT = 65_537;
    private static final int LARGE = 655_373;

    private final List<Candidate> ten = CandidateSets.even(10);
    private final List<Candidate> thousand = CandidateSets.even(1000);
    private final List<Candidate> thousandWeighted = CandidateSets.weighted(1000);
    private final List<Candidate> tenThousand = CandidateSets.even(10_000);
    private final List<Candidate> tenThousandWeighted = CandidateSets.weighted(10_000);

    @Benchmark
    public int even65537x10() {
        return build(ten, DEFAULT);
    }

    @Benchmark
    public int even65537x1000() {
        return build(thousand, DEFAULT);
    }

    @Benchmark
    public int weighted65537x1000() {
        return build(thousandWeighted, DEFAULT);
    }

    @Benchmark
    public int even655373x10000() {
        return build(tenThousand, LARGE);
    }

    @Benchmark
    public int weighted655373x10000() {
        return build(tenThousandWeighted, LARGE);
    }

    private static int build(final List<Candidate> candidates, final int slots) {
        try (LookupTable table = TableBuilder.build(candidates, slots).orElseThrow()) {
            return LookupTable.backend(table.address(), 0);
        }
    }
}
