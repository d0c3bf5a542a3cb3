package io.guideway.bench.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lab consistency} with few flows. */
class ConsistencyCommandTest {
    @Test
    void theMoreIsRememberedTheFewerFlowsBreak(@TempDir final Path output) throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab(("consistency --nodes 4 --backends 20 --flows 6000 --changes 6"
                        + " --table-size 2003 --drain 240 --json --output " + output)
                .split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        for (final String ecmp : new String[] {"resilient", "modulo"}) {
            assertTrue(broken(json, "ours", ecmp) < broken(json, "maglev-local", ecmp), outcome.out());
            assertTrue(broken(json, "maglev-local", ecmp) < broken(json, "maglev", ecmp), outcome.out());
            assertTrue(broken(json, "maglev", ecmp) < broken(json, "modulo", ecmp), outcome.out());
        }
        assertEquals(0, broken(json, "ours", "resilient"), outcome.out());
        assertTrue(Files.readString(output.resolve("consistency-broken.svg")).startsWith("<svg"));
        assertTrue(Files.exists(output.resolve("consistency-records.svg")));
    }

    private static long broken(final JsonNode json, final String name, final String ecmp) {
        return StreamSupport.stream(json.get("schemes").spliterator(), false)
                .filter(one -> one.get("name").asString().equals(name)
                        && one.get("ecmp").asString().equals(ecmp))
                .findFirst()
                .orElseThrow()
                .get("broken")
                .asLong();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nodes 17", "--flows 0", "--drain 601", "--table-size 65536", "--loss 2", "--silence 0"})
    void whatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab(("consistency " + words).split(" "));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("; give "), outcome.err());
    }
}
