package io.guideway.bench.load;

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

/** {@code bench load} with few services. How long anything took is not looked at. */
class LoadCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " --shared"})
    void theFileIsLoadedAndItsPartsAreTold(final String shared) throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.bench(("load --services 20 --backends 3 --json" + shared).split(" "));
        assertEquals(0, outcome.exitCode(), outcome.err());
        final JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertEquals(!shared.isEmpty(), json.get("shared").asBoolean());
        final double parts = json.get("read_s").asDouble()
                + json.get("start_s").asDouble()
                + json.get("adopt_s").asDouble();
        assertEquals(json.get("total_s").asDouble(), parts, 1e-6);
    }

    @Test
    void whatCannotBeIsWrongUse() {
        final Outcome outcome = BenchProgram.benchHere("load", "--services", "0");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("services is 0; give 1 to "), outcome.err());
    }
}
