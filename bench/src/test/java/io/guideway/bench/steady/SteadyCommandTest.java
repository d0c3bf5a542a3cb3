package io.guideway.bench.steady;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench steady} for some seconds. What the collector did in them is not looked at. */
class SteadyCommandTest {
    @Test
    void heapCollectionsAndPacketsAreTold() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.bench(
                "steady --minutes 0.03 --warm-up 0.5 --changes-per-minute 600 --backends 20 --table-size 2003 --json"
                        .split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertTrue(json.get("changes").asInt() > 0, outcome.out());
        assertEquals(2, json.get("readings").size());
        json.get("readings").forEach(reading -> {
            assertTrue(reading.get("heap_used_mib").asDouble() > 0, outcome.out());
            assertTrue(reading.get("resident_mib").asDouble() > 0, outcome.out());
        });
        assertTrue(json.get("collections").isArray(), outcome.out());
        assertTrue(json.get("received").asLong() > 0, outcome.out());
        assertEquals(json.get("taken").asLong(), json.get("received").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes 0", "--changes-per-minute -1", "--warm-up -1", "--backends 1"})
    void whatCannotBeIsWrongUse(final String words) {
        final Outcome outcome = BenchProgram.benchHere(("steady " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }
}
