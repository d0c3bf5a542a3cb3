package io.guideway.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    private static final String OLD_TIMES = "[[10, 10.1, 9.9], [10.2, 10.1, 10.3], [9.9, 9.8, 9.8]]";

    @TempDir
    private Path directory;

    private Path old;

    @BeforeEach
    void writeOldResults() throws IOException {
        old = file("old.json", "[%s]".formatted(time("Parse", OLD_TIMES, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[8, 8.1, 7.9], [8.2, 8.1, 8.3], [7.9, 7.8, 7.8]]    | faster",
                "[[12, 12.1, 12], [12.2, 12.1, 12.3], [12, 12, 11]]   | slower",
                "[[10, 10.1, 9.9], [10.2, 10.1, 10.3], [9.9, 10, 10]] | no difference shown",
                "[[10]]                                               | too little measured"
            })
    void eachBenchmarkGetsAVerdict(final String times, final String verdict) throws IOException {
        final JsonNode one =
                compared(time("Parse", times, 0)).get("comparisons").get(0);
        assertEquals(verdict, one.get("verdict").asString());
        assertEquals(!verdict.startsWith("too little"), one.has("ratio_low"));
        assertEquals(
                "io.guideway.forward.ParseBenchmark.go", one.get("benchmark").asString());
        assertEquals("1000", one.get("params").get("flows").asString());
    }

    @Test
    void moreThroughputIsFaster() throws IOException {
        old = file("old.json", "[%s]".formatted(time("Parse", OLD_TIMES, 0).replace("avgt", "thrpt")));
        final String more = time("Parse", "[[18], [18.1], [17.9]]", 0).replace("avgt", "thrpt");
        final JsonNode one = compared(more).get("comparisons").get(0);
        assertEquals("faster", one.get("verdict").asString());
        assertEquals(1.8, one.get("ratio").asDouble(), 0.01);
    }

    @Test
    void severalJvmsCountEachOnceAndOneByItsValues() throws IOException {
        final String spreadBetween = "[[10, 10.01, 9.99], [14, 14.01, 13.99], [12, 12.01, 11.99]]";
        final JsonNode byJvm =
                compared(time("Parse", spreadBetween, 0)).get("comparisons").get(0);
        assertEquals("jvms", byJvm.get("observations").asString());
        assertEquals("no difference shown", byJvm.get("verdict").asString());
        final JsonNode byValue = compared(time("Parse", "[[12, 12.1, 12.2, 12.1]]", 0))
                .get("comparisons")
                .get(0);
        assertEquals("values", byValue.get("observations").asString());
        assertEquals("slower", byValue.get("verdict").asString());
    }

    @Test
    void sampledTimesAreReadFromTheirHistograms() throws IOException {
        final String sampled = time("Parse", "[[0]]", 0)
                .replace("avgt", "sample")
                .replace(
                        "\"rawData\": [[0]]",
                        "\"rawDataHistogram\": [[[[10, 3], [20, 1]], [[12, 2]]], [[[11, 1]], [[13, 4]]]]");
        old = file("old.json", "[%s]".formatted(sampled));
        final JsonNode one = compared(sampled).get("comparisons").get(0);
        assertEquals(1.0, one.get("ratio").asDouble(), 1e-12);
        assertEquals("no difference shown", one.get("verdict").asString());
    }

    @Test
    void theTableTellsAllOfIt() throws IOException {
        final Path now = file(
                "new.json",
                "[%s, %s]"
                        .formatted(time("Parse", OLD_TIMES, 3.5), time("Count", OLD_TIMES, 0))
                        .replace("25.0.3", "25.0.4"));
        final Outcome outcome = compare(old, now);
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (final String told : new String[] {
            "ParseBenchmark.go {flows=1000}",
            "1.000",
            "no difference shown",
            "0.00 -> 3.50",
            "only in the new file: io.guideway.forward.CountBenchmark.go",
            "not the same: vmVersion was \"25.0.3\" and is \"25.0.4\"",
            "1 compared: 0 faster, 0 slower, 1 without a difference shown",
            "99 % confidence"
        }) {
            assertTrue(outcome.out().contains(told), told + " in " + outcome.out());
        }
        final Outcome changes = compare(old, now, "--only-changes");
        assertFalse(changes.out().contains("ParseBenchmark"), changes.out());
        assertTrue(changes.out().contains("1 compared"), changes.out());
    }

    @ParameterizedTest
    @CsvSource({"15, 1", "25, 0"})
    void whatIsSlowerThanAllowedEndsWithOne(final String percent, final int exitCode) throws IOException {
        final Path now = file(
                "new.json",
                "[%s]".formatted(time("Parse", "[[12, 12, 12], [12.01, 12.01, 12.01], [11.99, 11.99, 11.99]]", 0)));
        old = file("old.json", "[%s]".formatted(time("Parse", "[[10, 10], [10.01, 10.01], [9.99, 9.99]]", 0)));
        assertEquals(exitCode, compare(old, now, "--fail-on-slower", percent).exitCode());
    }

    @Test
    void outputsOfForwardAreComparedByTheirPairs() throws IOException {
        old = file("old.json", forward(1000, "[0.80, 0.81, 0.79, 0.80]"));
        final Path now = file("new.json", forward(1000, "[0.95, 0.96, 0.94, 0.95]"));
        final Outcome outcome = compare(old, now);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("faster"), outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | has no results in it",
                "{                         | is not JSON (line 1",
                "[]                        | has no results in it",
                "{}                        | has no results in it",
                "[1]                       | lacks what results have",
                "[{}]                      | lacks what results have",
                "{\"ratios\": [1]}         | lacks what results have",
                "[{\"benchmark\": \"a\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": 1}}] | lacks what results have"
            })
    void aFileThatIsNoneOfResultsIsNamed(final String content, final String what) throws IOException {
        assertRefused(file("new.json", content), what);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertRefused(directory.resolve("nothing.json"), "does not exist");
        assertRefused(directory, "cannot be read");
    }

    @Test
    void filesThatDoNotGoTogetherAreRefused() throws IOException {
        assertRefused(file("a.json", forward(1000, "[0.8]")), "give two of one kind");
        assertRefused(file("b.json", "[%s]".formatted(time("Count", OLD_TIMES, 0))), "no benchmark in common");
        assertRefused(file("c.json", "[%s, %1$s]".formatted(time("Parse", OLD_TIMES, 0))), "twice");
        assertRefused(
                file("d.json", "[%s]".formatted(time("Parse", OLD_TIMES, 0).replace("ns/op", "us/op"))), "in us/op");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN"})
    void aLimitBelowZeroIsWrongUse(final String percent) {
        final Outcome outcome = compare(old, old, "--fail-on-slower", percent);
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give 0 or more"), outcome.err());
    }

    private void assertRefused(final Path now, final String what) {
        final Outcome outcome = compare(old, now);
        assertEquals(2, outcome.exitCode(), outcome.out());
        assertTrue(outcome.err().contains(now + " "), outcome.err());
        assertTrue(outcome.err().contains(what), outcome.err());
        assertTrue(outcome.err().contains("; give ") || outcome.err().contains("; measure again"), outcome.err());
    }

    private JsonNode compared(final String result) throws IOException {
        final Outcome outcome = compare(old, file("new.json", "[%s]".formatted(result)), "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        return JsonMapper.shared().readTree(outcome.out());
    }

    private static Outcome compare(final Path before, final Path after, final String... more) {
        final String[] words = new String[more.length + 3];
        words[0] = "compare";
        words[1] = before.toString();
        words[2] = after.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return BenchProgram.benchHere(words);
    }

    private Path file(final String name, final String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static String time(final String stage, final String times, final double allocation) {
        return """
                {"benchmark": "io.guideway.forward.%sBenchmark.go", "mode": "avgt", "vmVersion": "25.0.3",
                 "params": {"flows": "1000"},
                 "primaryMetric": {"score": 10, "scoreUnit": "ns/op", "rawData": %s},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s}}}
                """.formatted(stage, times, allocation);
    }

    private static String forward(final int flows, final String ratios) {
        return """
                {"mode": "l2dsr", "family": 4, "flows": %d, "backends": 10, "services": 1, "burst": 32, "frame": 60,
                 "ratio_median": 0.8, "ratios": %s,
                 "cpu_model": "x", "java": "25", "jvm_flags": [], "dpdk": "DPDK", "memory": "ordinary pages"}
                """.formatted(flows, ratios);
    }
}
