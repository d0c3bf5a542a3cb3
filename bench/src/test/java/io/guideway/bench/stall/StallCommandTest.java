package io.guideway.bench.stall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench stall} as a process of its own, for a moment. How long anything took is not looked at. */
class StallCommandTest {
    @Test
    void theGapsOfBothSidesAreToldAndWhatTheJvmDid(@TempDir final Path directory)
            throws IOException, InterruptedException {
        final Path log = directory.resolve("jvm.log");
        final Outcome outcome =
                run("--seconds", "1.2", "--rounds", "2", "--warm-up", "0.5", "--log", log.toString(), "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertEquals("busy", json.get("control").asString());
        assertEquals("apart", json.get("other_threads").asString());
        assertSide(json.get("java_gaps"));
        assertSide(json.get("c_gaps"));
        final JsonNode added = json.get("java_adds").get("p99.99");
        assertTrue(added.get("min").asDouble() <= added.get("max").asDouble(), added::toString);
        for (final String kind : List.of("safepoint", "handshake", "deoptimization", "compilation", "collection")) {
            assertTrue(json.get("jvm").get(kind).get("times").asInt() >= 0, kind);
        }
        assertTrue(Files.size(log) > 0, "the log was to be kept");
    }

    private static void assertSide(final JsonNode side) {
        assertEquals(2, side.get("rounds").size());
        assertTrue(side.get("gaps").asLong() > 1000, side::toString);
        assertTrue(side.get("seconds").asDouble() >= 1.2, side::toString);
        long least = 1;
        for (final String percentile : List.of("p50.0", "p90.0", "p99.0", "p99.9", "p99.99", "p99.999")) {
            final long length = side.get(percentile).asLong();
            assertTrue(length >= least, percentile);
            least = length;
        }
        final long longest = side.get("longest_ns").asLong();
        assertEquals(longest, side.get("longest").get(0).get("ns").asLong());
        assertTrue(longest >= least * (1 - 1.0 / 128), side::toString);
    }

    @Test
    void anIdleControlSideAndThreadsAnywhereAreToldToPeople() throws IOException, InterruptedException {
        final Outcome outcome = run(
                "--seconds",
                "0.2",
                "--rounds",
                "1",
                "--warm-up",
                "0.2",
                "--control",
                "idle",
                "--other-threads",
                "anywhere");
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (final String part :
                List.of("control side idle; other threads anywhere", "99.99 %", "longest", "safepoint")) {
            assertTrue(outcome.out().contains(part), outcome.out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--control lazy",
                "--other-threads gone",
                "--seconds 0",
                "--warm-up -1",
                "--rounds 0",
                "--garbage -1",
                "--burst 65"
            })
    void whatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome = run(words.split(" "));
        assertEquals(2, outcome.exitCode());
        final String value = words.split(" ")[1];
        assertTrue(outcome.err().matches("(?s).* is %s(\\.0)?; give .*".formatted(value)), outcome.err());
    }

    @Test
    void aLogThatCannotBeWrittenIsAFailure() throws IOException, InterruptedException {
        final Outcome outcome =
                run("--seconds", "0.1", "--rounds", "1", "--warm-up", "0.1", "--log", "/nowhere/jvm.log");
        assertEquals(1, outcome.exitCode());
        assertTrue(
                outcome.err().startsWith("guideway: the JVM's log cannot be written to /nowhere/jvm.log"),
                outcome.err());
    }

    private static Outcome run(final String... words) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(List.of("stall"));
        all.addAll(Arrays.asList(words));
        return BenchProgram.bench(all.toArray(String[]::new));
    }
}
