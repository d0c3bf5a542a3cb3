package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.SampleFrames;
import io.guideway.packet.PcapFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A running node says what would become of packets, as its configuration says and as a replay does. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ExplainIT {
    private static final String FLOW = "explain tcp 192.0.2.1:40000 203.0.113.10:80";

    @TempDir
    private static Path directory;

    private static OperatedProgram node;

    @BeforeAll
    static void start() throws Exception {
        node = new OperatedProgram(directory, OperatedProgram.yaml(""));
    }

    @AfterAll
    static void end() throws Exception {
        if (node != null) {
            assertEquals(0, node.program().end("TERM").exitCode());
            node.close();
        }
    }

    private static JsonNode json(final String line) throws Exception {
        return JsonMapper.shared().readTree(node.fine(line + " --json")).get("packets");
    }

    @Test
    void theNodeSaysWhatItsConfigurationSays() throws Exception {
        final JsonNode before = node.status();
        for (int client = 40000; client < 40003; client++) {
            final String question = "explain tcp 192.0.2.1:%d 203.0.113.10:80".formatted(client);
            final JsonNode live = json(question).get(0);
            final JsonNode configured =
                    json(question + " --config " + node.configuration).get(0);
            for (final String same : List.of("verdict", "service", "hash", "slot", "slots", "owner", "backend")) {
                assertEquals(configured.get(same), live.get(same), same);
            }
            assertEquals("forwarded", live.get("verdict").stringValue());
            assertEquals(1, live.get("leaving").size());
        }
        final JsonNode after = node.status();
        assertEquals(before.get("verdicts"), after.get("verdicts"));
        assertEquals(flows(before), flows(after));
        assertEquals(0, after.get("received").intValue());
    }

    /** All but what time alone changes. */
    private static JsonNode flows(final JsonNode status) {
        return ((ObjectNode) status.get("flows")).without("oldestSeconds");
    }

    @Test
    void aMovingSlotIsSeen() throws Exception {
        final JsonNode before = json(FLOW);
        assertEquals("still", before.at("/0/movement").stringValue());
        final String owner = before.at("/0/backend").stringValue();
        node.fine("backend drain web " + owner);
        try {
            final JsonNode after = json(FLOW);
            assertEquals("moving", after.at("/0/movement").stringValue());
            assertEquals(owner, after.at("/0/formerOwner").stringValue());
            assertEquals(after.at("/0/owner"), after.at("/0/backend"), "who begins goes to the new owner");
            assertEquals(owner, after.at("/1/backend").stringValue(), "who is older stays with the former owner");
            assertEquals("former-owner", after.at("/1/way").stringValue());
            final String text = node.fine(FLOW);
            assertTrue(text.contains("yes, and flows older than the change stay with " + owner), text);
            assertTrue(text.contains("Any later packet of the flow"), text);
        } finally {
            node.fine("backend enable web " + owner);
        }
    }

    @Test
    void whatIsExplainedOfACaptureIsWhatItsReplayDoes() throws Exception {
        final Path capture = directory.resolve("in.pcap");
        final List<byte[]> frames = SampleFrames.all();
        try (PcapFile file = PcapFile.create(capture)) {
            for (final byte[] frame : frames) {
                file.write(frame);
            }
        }
        final Path out = directory.resolve("out.pcap");
        final Path verdicts = directory.resolve("verdicts.jsonl");
        assertEquals(
                0,
                Program.guideway("replay", node.configuration, capture, out, "--verdicts", verdicts)
                        .exitCode());
        final List<String> lines = Files.readAllLines(verdicts);
        for (final int index : List.of(0, frames.size() / 2, frames.size() - 1)) {
            final JsonNode replayed = JsonMapper.shared().readTree(lines.get(index));
            final JsonNode said = json("explain --pcap %s --index %d --config %s"
                            .formatted(capture, index, node.configuration))
                    .get(0);
            final boolean isDrop = replayed.get("verdict").stringValue().equals("dropped");
            assertEquals(replayed.get(isDrop ? "reason" : "verdict"), said.get("verdict"));
            for (final String same : List.of("service", "slot")) {
                assertEquals(replayed.get(same), said.get(same), same);
            }
        }
    }

    @Test
    void whatWouldLeaveIsSoundToTshark() throws Exception {
        final Path capture = directory.resolve("leaving.pcap");
        try (PcapFile file = PcapFile.create(capture)) {
            for (int client = 40000; client < 40004; client++) {
                final JsonNode packets = json("explain tcp 192.0.2.1:%d 203.0.113.10:80".formatted(client));
                for (final JsonNode packet : packets) {
                    file.write(HexFormat.of()
                            .parseHex(packet.at("/leaving/0/octets").stringValue()));
                }
            }
        }
        Tshark.assertSound(capture, 8);
    }

    @Test
    void withoutSenseThereIsNoAnswer() throws Exception {
        assertTrue(node.refused(2, FLOW + " --port 9").contains("there is no port 9; name one of [0]"));
        assertTrue(node.refused(2, "explain tcp 192.0.2.1:1 203.0.113.10").contains("needs a port"));
    }
}
