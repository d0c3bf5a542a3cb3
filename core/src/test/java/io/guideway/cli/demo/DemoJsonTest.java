package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoJsonTest {
    private final JsonNode root = read(Reports.fine());

    @Test
    void itIsOneLine() {
        assertEquals(1, DemoJson.of(Reports.fine()).lines().count());
    }

    @Test
    void theTotalsStandAtTheTop() {
        assertEquals(4000, root.at("/requests").asInt());
        assertEquals(0, root.at("/failed").asInt());
        assertEquals(1000, root.at("/source_ports").asInt());
        assertEquals(500.0, root.at("/latency_ms/median").asDouble());
        assertEquals(20_017, root.at("/packets_received").asInt());
        assertEquals(17, root.at("/drops/not-for-this-port").asInt());
        assertEquals(6.25, root.at("/seconds").asDouble());
        assertEquals(0, root.at("/problems").size());
    }

    @Test
    void aModesBackendsAddUpItsFamilies() {
        assertEquals("l2dsr", root.at("/modes/0/mode").asString());
        assertEquals("ipip", root.at("/modes/1/mode").asString());
        final JsonNode backend = root.at("/modes/1/backends/2");
        assertEquals("b3", backend.at("/backend").asString());
        assertEquals("10.77.0.13", backend.at("/addresses/0").asString());
        assertEquals("fd67:7569:6465::13", backend.at("/addresses/1").asString());
        assertEquals(2 * 5 * 334, backend.at("/packets_forwarded").asInt());
        assertEquals(2 * 334, backend.at("/requests_served").asInt());
        assertEquals(0.334, backend.at("/share").asDouble());
    }

    @Test
    void aFamilyHasTheSameShape() {
        final JsonNode family = root.at("/modes/0/families/1");
        assertEquals("ipv6", family.at("/family").asString());
        assertEquals("2001:db8::1", family.at("/vip").asString());
        assertEquals(1000, family.at("/requests").asInt());
        assertEquals(5 * 333, family.at("/backends/0/packets_forwarded").asInt());
        assertEquals(333, family.at("/backends/0/requests_served").asInt());
    }

    @Test
    void failuresAreCountedAndExplained() {
        final JsonNode failing =
                read(Reports.report(List.of(Reports.failing(LabService.OF_THE_DEMO.getFirst(), "timed out"))));
        assertEquals(1, failing.at("/failed").asInt());
        assertEquals(1, failing.at("/modes/0/failed").asInt());
        assertTrue(failing.at("/problems/0").asString().contains("timed out"), failing.toString());
    }

    @Test
    void whereNothingSucceededNoTimeIsGiven() {
        final LabService service = LabService.OF_THE_DEMO.getFirst();
        final Answers none = Reports.answers(List.of(), List.of());
        assertFalse(read(Reports.report(List.of(new ServiceResult(service, none, List.of()))))
                .has("latency_ms"));
    }

    @Test
    void theStoryIsThereWithEveryScene() {
        final JsonNode story = read(Reports.withStory(Stories.fine())).at("/story");
        assertEquals("ipip-ipv4-in-ipv6", story.at("/service").asString());
        assertEquals(13, story.at("/requests").asInt());
        assertEquals(3, story.at("/failed").asInt());
        assertEquals(2, story.at("/failed_on_killed_backend").asInt());
        assertEquals(1, story.at("/failed_on_moved_slots").asInt());
        assertEquals(0, story.at("/failed_otherwise").asInt());
        assertEquals("b2", story.at("/killed_backend").asString());
        assertEquals(1.0, story.at("/seconds_until_out").asDouble());
        assertEquals(3, story.at("/resets_sent_until_out/b2").asInt());
        assertEquals(5, story.at("/scenes").size());
        final JsonNode out = story.at("/scenes/2");
        assertEquals("b1 gets nothing", out.at("/title").asString());
        assertEquals("steady", out.at("/kind").asString());
        assertEquals("b1", out.at("/out").asString());
        assertEquals(3, out.at("/requests").asInt());
        assertEquals(0, out.at("/failed").asInt());
        assertEquals(2, out.at("/answers/b3").asInt());
        assertEquals("server-dead", story.at("/scenes/3/kind").asString());
    }

    @Test
    void whereItWasNotToldThereIsNoStory() {
        assertFalse(root.has("story"));
    }

    private static JsonNode read(final DemoReport report) {
        return new JsonMapper().readTree(DemoJson.of(report));
    }
}
