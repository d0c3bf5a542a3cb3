package io.guideway.bench.flood;

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

/** {@code lab flood} with small floods and a table to match. How long a packet took is not looked at. */
class FloodCommandTest {
    private static final String SMALL = "flood --packets 200000 --rate 200 --established 2000 --records 131072 --json";
    private static final int KINDS_BY_SCOPES = 10;

    @Test
    void connectionsKeepTheirBackendsAndTheTableItsBounds() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab(SMALL.split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode floods = JsonMapper.shared().readTree(outcome.out()).get("floods");
        assertEquals(KINDS_BY_SCOPES, floods.size());
        for (final JsonNode flood : floods) {
            assertEquals(200_000, flood.get("flood_packets").asLong(), flood::toString);
            assertEquals(0, flood.get("lost").asLong(), flood::toString);
            assertEquals(0, flood.get("astray").asInt(), flood::toString);
            assertTrue(flood.get("most_records").asLong() <= flood.get("places").asLong(), flood::toString);
            assertTrue(flood.get("new_connections").asInt() > 1_000, flood::toString);
            assertTrue(
                    flood.get("new_astray").asInt()
                            < flood.get("new_connections").asInt() / 20,
                    flood::toString);
        }
    }

    @Test
    void aSourceWithManyPortsIsHeldBack() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab((SMALL + " --kind source").split(" "));
        for (final JsonNode flood : JsonMapper.shared().readTree(outcome.out()).get("floods")) {
            assertTrue(flood.get("refused_source").asLong() > 10_000, flood::toString);
            assertEquals(0, flood.get("astray").asInt(), flood::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--packets 0", "--rate 0", "--established 0", "--records 7", "--kind smurf"})
    void whatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab(("flood " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }
}
