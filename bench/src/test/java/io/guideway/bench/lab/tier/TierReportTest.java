package io.guideway.bench.lab.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a run. */
class TierReportTest {
    private static final int COLUMNS = 80;

    @Test
    void theTableFitsAnOldTerminal() {
        final String text = TierText.of(Reports.oneBrokeWrongly());
        assertTrue(text.lines().allMatch(line -> line.length() <= COLUMNS), text);
        assertTrue(text.contains(" broken  "), text);
        assertTrue(text.lines().anyMatch(line -> line.matches(" +a backend crashes +2 +0 +2 +1")), text);
    }

    @Test
    void programsGetEachStepAndEachBreak() {
        final JsonNode json = JsonMapper.shared().readTree(TierJson.of(Reports.oneBrokeWrongly()));
        final JsonNode crash = json.get("steps").get(1);
        assertEquals("a backend crashes", crash.get("name").asString());
        assertEquals(2, crash.get("connections").asInt());
        assertEquals(2, crash.get("broken").asInt());
        assertEquals(1, crash.get("on_crashed_backend").asInt());
        assertEquals("b3", crash.get("breaks").get(1).get("backend").asString());
        assertEquals(2.0, crash.get("breaks").get(1).get("unanswered_after").asDouble());
    }

    @Test
    void aConnectionThatMustNotBreakIsAProblem() {
        assertEquals(
                List.of("a backend crashes: 1 connections broke whose backend had not crashed"),
                Reports.oneBrokeWrongly().problems());
    }
}
