package io.guideway.bench.suite;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Every benchmark runs, each for a moment in a JVM of its own, and what is on the packet path allocates nothing. How long
 * anything took is not looked at.
 */
class BenchmarksTest {
    private static final String LOG = "target/benchmarks.log";

    /**
     * Vectors are objects until C2 has compiled all that they meet. Round trips are few where threads wait for a CPU, and
     * what other threads allocate meanwhile counts for those few.
     */
    private static final Set<String> NOT_TO_BE_TOLD_IN_A_MOMENT = Set.of("VectorHash", "AeronRoundTrip");

    private static Collection<RunResult> results;

    @BeforeAll
    static void runAll() throws RunnerException {
        // Times do not matter here, so neither does another JMH on the same machine.
        System.setProperty("jmh.ignoreLock", "true");
        results = new Runner(SuiteOptions.of(EnumSet.allOf(Group.class), true)
                        .jvmArgs() // none of this JVM's, which checks native memory
                        .output(LOG)
                        .build())
                .run();
    }

    @Test
    void thereIsABenchmarkForEveryStageForTheirSumAndForWhatTheyStandOn() {
        final Set<String> expected = Set.of(
                "FlowHash",
                "VectorHash",
                "TableLookup",
                "Record",
                "TableBuild",
                "Parse",
                "Classify",
                "Select",
                "Rewrite",
                "Transmit",
                "Count",
                "Counter",
                "RoundTimes",
                "Crossing",
                "AeronHop",
                "AeronRoundTrip",
                "Pipeline",
                "WideServices",
                "Restore",
                "Loop");
        assertEquals(
                new TreeSet<>(expected),
                results.stream().map(BenchmarksTest::subject).collect(toCollection(TreeSet::new)));
    }

    @Test
    void onlyBuildingTablesAllocates() {
        for (final RunResult result : results) {
            if (NOT_TO_BE_TOLD_IN_A_MOMENT.contains(subject(result))) {
                continue;
            }
            final double octets = octets(result);
            final String told = "%s allocates %.3f octets an operation; see %s"
                    .formatted(result.getParams().getBenchmark(), octets, LOG);
            final boolean allocates = octets >= 1;
            assertEquals(subject(result).equals("TableBuild"), allocates, told);
        }
    }

    /** An operation's. JMH leaves that figure out where the whole run has allocated nothing. */
    private static double octets(final RunResult result) {
        final var figures = result.getSecondaryResults();
        final double rate = figures.get("gc.alloc.rate").getScore();
        return rate == 0 ? 0 : figures.get("gc.alloc.rate.norm").getScore();
    }

    @Test
    void benchmarksRunInTheJvmOfProduction() {
        final List<String> flags =
                List.of("-XX:+UseZGC", "-Dguideway.checks=false", "--enable-native-access=ALL-UNNAMED");
        for (final RunResult result : results) {
            final Collection<String> given = result.getParams().getJvmArgs();
            assertTrue(given.containsAll(flags), () -> subject(result) + " ran with " + given);
        }
    }

    /** What the class of a benchmark measures, by its name. */
    private static String subject(final RunResult result) {
        final String benchmark = result.getParams().getBenchmark();
        final String className = benchmark.substring(0, benchmark.lastIndexOf('.'));
        return className.substring(className.lastIndexOf('.') + 1).replace("Benchmark", "");
    }
}
