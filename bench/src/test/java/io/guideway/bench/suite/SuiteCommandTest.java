package io.guideway.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench suite} for a moment. How fast anything was is not looked at; that all benchmarks run, BenchmarksTest says. */
class SuiteCommandTest {
    @Test
    void aGroupIsRunToldAndWrittenDown(@TempDir final Path directory) throws IOException, InterruptedException {
        final Path output = directory.resolve("results.json");
        final Outcome outcome =
                BenchProgram.bench("suite", "--quick", "--group", "transmit", "parse", "--output", output.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("Transmit.transmit"), outcome.out());
        assertTrue(outcome.out().contains("Parse.parse {traffic=MIXED}"), outcome.out());
        final JsonNode json = JsonMapper.shared().readTree(Files.readString(output));
        assertEquals(2, json.size());
        assertTrue(json.get(0).get("secondaryMetrics").has("gc.alloc.rate.norm"));
        assertEquals(
                0,
                BenchProgram.benchHere("compare", output.toString(), output.toString())
                        .exitCode());
    }

    @Test
    void everyBenchmarkIsOfOneGroup() throws IOException {
        try (InputStream list = BenchmarkList.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
            for (final BenchmarkListEntry benchmark : BenchmarkList.readBenchmarkList(list)) {
                final String name = benchmark.getUsername();
                final long groups = Arrays.stream(Group.values())
                        .filter(group ->
                                Pattern.compile(group.regex()).matcher(name).find())
                        .count();
                assertEquals(1, groups, name);
            }
        }
    }

    @Test
    void helpNamesEveryGroup() {
        final String help = BenchProgram.benchHere("suite", "--help").out();
        Group.labels().forEach(group -> assertTrue(help.contains(group), group));
    }

    @Test
    void anUnknownGroupIsWrongUse() {
        final Outcome outcome = BenchProgram.benchHere("suite", "--group", "speed");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("group is speed; give some of parse, "), outcome.err());
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeAnythingRuns(@TempDir final Path directory) {
        final Outcome outcome = BenchProgram.benchHere("suite", "--output", directory.toString());
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains(directory.toString()), outcome.err());
    }
}
