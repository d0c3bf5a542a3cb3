package io.guideway.bench.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench health} as a process of its own, with few backends. What they cost is not looked at. */
class HealthCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void allBackendsAreCheckedAndGood(final String kind) throws Exception {
        final Outcome outcome = BenchProgram.bench(
                "health", "--kind", kind, "--checks", "50", "--warm-up", "1", "--seconds", "3", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertEquals(kind, json.get("kind").asString());
        assertTrue(json.get("done").asLong() > 0, outcome::out);
        assertEquals(0, json.get("bad").asLong(), outcome::out);
        assertEquals(0, json.get("transitions").asLong(), outcome::out);
        assertTrue(json.get("share_of_core").asDouble() > 0, outcome::out);
    }

    @ParameterizedTest
    @CsvSource({
        "--checks, 0, 'checks is 0; give 1 to 100000'",
        "--kind, icmp, 'kind is icmp; give tcp or http'",
        "--seconds, 0, 'seconds is 0; give 1 to 3600'",
    })
    void whatMakesNoSenseIsRefused(final String option, final String value, final String message) throws Exception {
        final Outcome outcome = BenchProgram.bench("health", option, value);
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains(message), outcome.err());
    }
}
