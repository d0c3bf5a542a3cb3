package io.guideway.bench.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench forward} as a process of its own, for a moment. How fast anything was is not looked at. */
class ForwardCommandTest {
    @ParameterizedTest
    @CsvSource({"l2dsr, 4, 60", "ipip, 4, 60", "l2dsr, 6, 62", "ipip, 6, 62"})
    void javaAndCForwardInTurnAndAreCompared(final String mode, final int family, final int frame)
            throws IOException, InterruptedException {
        final JsonNode json = measured("--mode", mode, "--family", Integer.toString(family), "--flows", "1000");
        assertEquals(mode, json.get("mode").asString());
        assertEquals(family, json.get("family").asInt());
        assertEquals(1000, json.get("flows").asInt());
        assertEquals(frame, json.get("frame").asInt());
        assertEquals(1, json.get("ratios").size());
        for (final String figure : List.of("java_mpps", "c_mpps", "java_source_mpps", "c_source_mpps")) {
            assertTrue(json.get(figure).asDouble() > 0, figure);
        }
        final double ratio =
                json.get("java_mpps").asDouble() / json.get("c_mpps").asDouble();
        for (final String end : List.of("ratio_median", "ratio_min", "ratio_max")) {
            assertEquals(ratio, json.get(end).asDouble(), 1e-9, end);
        }
        assertTrue(json.get("dpdk").asString().startsWith("DPDK "));
    }

    @Test
    void manyServicesAndFlowsOfLongFramesAreForwardedAll() throws IOException, InterruptedException {
        final JsonNode json = measured(
                "--mode",
                "ipip",
                "--services",
                "50",
                "--backends",
                "3",
                "--flows",
                "10000000",
                "--frame",
                "1514",
                "--burst",
                "64");
        assertEquals(50, json.get("services").asInt());
        assertEquals(10_000_000, json.get("flows").asInt());
    }

    @Test
    void withoutJsonItTellsPeople() throws IOException, InterruptedException {
        final Outcome outcome = run("--pairs", "2", "--seconds-per-run", "0.05");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().startsWith("l2dsr, IPv4, 1000 flows"), outcome.out());
        assertTrue(outcome.out().contains("Java / C"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--mode gre", "--family 5", "--flows 0", "--frame 59", "--burst 65", "--pairs 0"})
    void whatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome = run(words.split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains(words.split(" ")[1] + "; give "), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"syn, moved, l2dsr", "ack, all, ipip", "source, moved, ipip", "syn, all, l2dsr"})
    void quietAndFloodedRunsAlternateAndAreCompared(final String kind, final String track, final String mode)
            throws IOException, InterruptedException {
        final JsonNode json = measured("--flood", kind, "--track", track, "--mode", mode, "--records", "65536");
        assertEquals(kind, json.get("flood").asString());
        assertEquals(track, json.get("track").asString());
        assertEquals(20, json.get("backends").asInt());
        assertEquals(65536, json.get("places").asInt());
        for (final String figure : List.of("quiet_ns", "flooded_ns", "source_quiet_ns", "source_flooded_ns")) {
            assertTrue(json.get(figure).asDouble() > 0, figure);
        }
        final double ratio =
                json.get("flooded_ns").asDouble() / json.get("quiet_ns").asDouble();
        assertEquals(1, json.get("flooded_by_quiet_pairs").size());
        for (final String end : List.of("flooded_by_quiet", "flooded_by_quiet_min", "flooded_by_quiet_max")) {
            assertEquals(ratio, json.get(end).asDouble(), 1e-9, end);
        }
        assertTrue(json.get("embryonic").asInt() > 0, json::toString);
        final int confirmed = json.get("confirmed").asInt();
        assertTrue(confirmed > 0 && confirmed <= 1000, json::toString);
    }

    @Test
    void aFloodIsToldToPeople() throws IOException, InterruptedException {
        final Outcome outcome = run("--flood", "syn", "--pairs", "2", "--seconds-per-run", "0.01", "--services", "3");
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (final String words : List.of("flood syn,", "track: moved", "flooded / quiet", "in 1048576 places")) {
            assertTrue(outcome.out().contains(words), outcome.out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--flood smurf",
                "--track none --flood syn",
                "--track all",
                "--records 7 --flood ack",
                "--records 65536",
                "--backends 3 --flood syn",
                "--family 6 --flood source"
            })
    void aFloodThatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome = run(words.split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains(words.split(" ")[1] + "; give "), outcome.err());
    }

    private static JsonNode measured(final String... words) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--pairs", "1", "--seconds-per-run", "0.05", "--json"));
        final Outcome outcome = run(all.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome.err());
        return JsonMapper.shared().readTree(outcome.out());
    }

    private static Outcome run(final String... words) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(List.of("forward"));
        all.addAll(Arrays.asList(words));
        return BenchProgram.bench(all.toArray(String[]::new));
    }
}
