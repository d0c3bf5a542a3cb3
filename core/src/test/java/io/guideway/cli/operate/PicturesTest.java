package io.guideway.cli.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.api.MemoryNode;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.WorkerStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see, letter by letter: the files beside this class. */
class PicturesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T01:02:03Z");

    @Test
    void status() throws IOException {
        assertPicture("status.txt", StatusText.of(MemoryNode.sample(), NOW));
    }

    @Test
    void top() throws IOException {
        assertPicture("top.txt", TopFrame.of(earlier(), now(MemoryNode.sample()), 80, 30));
    }

    @Test
    void topFitsALowScreen() {
        final List<String> lines = TopFrame.of(earlier(), now(MemoryNode.sample()), 40, 8);
        assertEquals(8, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 40), lines::toString);
        assertTrue(lines.getLast().startsWith("... and more"), lines::toString);
    }

    @Test
    void whatBeganAnewHasNoRate() {
        final NodeStatus restarted = scaled(MemoryNode.sample(), 0);
        final List<String> lines = TopFrame.of(now(MemoryNode.sample()), now(restarted), 80, 30);
        assertTrue(lines.get(3).matches("  received +0 +0"), lines.get(3));
    }

    @Test
    void numbersKeepTheirWidth() {
        assertEquals("999", Line.scaled(999));
        assertEquals("1.23k", Line.scaled(1234));
        assertEquals("123.5M", Line.scaled(123_456_789));
        assertEquals("9.22E", Line.scaled(9.2233721e18));
        assertEquals("1,234", Line.number(1234, 5));
        assertEquals("12.35k", Line.number(12_345, 5));
        assertEquals("abc...", Line.cut("abcdefgh", 6));
        assertEquals("a?b", Line.cut("a\u001bb", 6));
    }

    private static Sample earlier() {
        return new Sample(scaled(MemoryNode.sample(), 0.5), NOW.minusSeconds(2), 0);
    }

    private static Sample now(final NodeStatus status) {
        return new Sample(status, NOW, 2_000_000_000L);
    }

    /** The same node with counters that are a part of what they were. */
    private static NodeStatus scaled(final NodeStatus node, final double part) {
        final Map<String, Long> verdicts = new LinkedHashMap<>();
        node.verdicts().forEach((name, packets) -> verdicts.put(name, (long) (packets * part)));
        return new NodeStatus(
                node.node(),
                node.version(),
                node.started(),
                node.unsaved(),
                node.forwarder(),
                node.services().stream().map(service -> scaled(service, part)).toList(),
                (long) (node.received() * part),
                verdicts,
                node.workers().stream()
                        .map(w -> new WorkerStatus(
                                w.worker(),
                                w.cpu(),
                                (long) (w.received() * part),
                                w.bursts(),
                                w.burst(),
                                w.gap(),
                                w.stalls()))
                        .toList(),
                node.flows(),
                node.tier());
    }

    private static ServiceStatus scaled(final ServiceStatus s, final double part) {
        return new ServiceStatus(
                s.service(),
                s.vip(),
                s.protocol(),
                s.port(),
                s.mode(),
                s.slots(),
                s.isChecked(),
                s.notice(),
                (long) (s.packets() * part),
                (long) (s.octets() * part),
                s.backends().stream().map(backend -> scaled(backend, part)).toList());
    }

    private static BackendStatus scaled(final BackendStatus b, final double part) {
        return new BackendStatus(
                b.backend(),
                b.admin(),
                b.health(),
                b.reason(),
                b.since(),
                b.weight(),
                b.effective(),
                (long) (b.packets() * part),
                (long) (b.octets() * part));
    }

    private static void assertPicture(final String file, final List<String> lines) throws IOException {
        final String picture = String.join("\n", lines) + "\n";
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), picture);
        try (InputStream golden = PicturesTest.class.getResourceAsStream(file)) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), picture);
        }
    }
}
