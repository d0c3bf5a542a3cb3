package io.guideway.bench.churn;

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

/** {@code bench churn} for some seconds. How fast anything was is not looked at. */
class ChurnCommandTest {
    @Test
    void everyPacketIsAccountedForAndFoundRight() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.bench(
                "churn --minutes 0.05 --warm-up 0.2 --services 3 --backends 20 --table-size 2003 --json".split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        final long offered = json.get("offered").asLong();
        assertTrue(offered > 0, outcome.out());
        for (final String sum : new String[] {"received", "forwarded", "checked"}) {
            assertEquals(offered, json.get(sum).asLong(), sum);
        }
        assertTrue(json.get("changes_per_second").asDouble() > 0, outcome.out());
        assertEquals(5, json.get("memory").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate 0", "--minutes 0", "--warm-up -1", "--workers 0"})
    void whatCannotBeIsWrongUse(final String words) {
        final Outcome outcome = BenchProgram.benchHere(("churn " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }
}
