package io.guideway.bench.flatness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench flatness} for a moment. How flat anything was is not looked at. */
class FlatnessCommandTest {
    @Test
    void pointsAreMeasuredInJvmsOfTheirOwnToldAndDrawn(@TempDir final Path directory)
            throws IOException, InterruptedException {
        final Path output = directory.resolve("new/charts");
        final Outcome outcome =
                flatness("--axis services --flows 500 --up-to 10 --rounds 1 --pairs 1 --seconds-per-run 0.02 --output "
                        + output);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(
                3,
                outcome.err().lines().filter(l -> l.startsWith("round 1 of 1")).count(),
                outcome.err());
        for (final String told : List.of("l2dsr, IPv4", "same backends", "own backends", "dearest to cheapest")) {
            assertTrue(outcome.out().contains(told), outcome.out());
        }
        final JsonNode json = JsonMapper.shared().readTree(Files.readString(output.resolve("flatness.json")));
        assertEquals(2, json.get("curves").size());
        final JsonNode own = json.get("curves").get(1);
        assertEquals("own backends", own.get("name").asString());
        assertTrue(own.get("java_factor").asDouble() >= 1);
        assertEquals(10, own.get("points").get(1).get("services").asInt());
        assertTrue(own.get("points").get(1).get("distinct_backends").asBoolean());
        assertEquals(1, own.get("points").get(1).get("java_ns_samples").size());
        final String chart = Files.readString(output.resolve("flatness-services.svg"));
        assertTrue(chart.contains("Java, own backends"), chart);
        assertTrue(chart.contains("1.3 x Java's least"), chart);
    }

    @Test
    void whatFailsInAPointIsTold() throws IOException, InterruptedException {
        final Outcome outcome = flatness("--axis flows --cpu 4095");
        assertEquals(1, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("guideway: forward --json"), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--axis frames", "--mode gre", "--flows 0", "--rounds 0", "--pairs 0", "--seconds-per-run 61"})
    void whatCannotBeIsWrongUse(final String words) {
        final Outcome outcome = BenchProgram.benchHere(("flatness " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }

    private static Outcome flatness(final String words) throws IOException, InterruptedException {
        return BenchProgram.bench(("flatness " + words).split(" "));
    }
}
