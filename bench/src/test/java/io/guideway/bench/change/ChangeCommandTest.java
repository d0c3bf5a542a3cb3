package io.guideway.bench.change;

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

/** {@code bench change} for a moment, with a forwarder of its own. How long anything took is not looked at. */
class ChangeCommandTest {
    @Test
    void changesAreToldWithWhatTheyAreMadeOf() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.bench(
                "change --changes 8 --warm-up 4 --backends 20 --table-size 2003 --weights mixed --json".split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertEquals(8, json.get("changes").asInt());
        assertTrue(json.get("mpps").asDouble() > 0, outcome.out());
        for (final String part : new String[] {
            "total_ms", "adopted_ms", "rest_ms", "removed_ms", "added_ms", "heavier_ms", "lighter_ms", "cold_ms"
        }) {
            final JsonNode times = json.get(part);
            assertTrue(times.get("least").asDouble() <= times.get("median").asDouble(), part);
            assertTrue(times.get("median").asDouble() <= times.get("most").asDouble(), part);
        }
        assertTrue(json.get("first_ms").asDouble() > 0, outcome.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--changes 0",
                "--warm-up 0",
                "--services 0",
                "--backends 1",
                "--weights odd",
                "--table-size 65536"
            })
    void whatCannotBeIsWrongUse(final String words) {
        final Outcome outcome = BenchProgram.benchHere(("change " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }
}
