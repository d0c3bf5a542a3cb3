package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.PcapFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running node that receives a capture again and again writes what it makes of it, for others to read. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class CaptureIT {
    /** The address of DPDK's first pcap device. */
    private static final long DEVICE = 0x0270_6361_7000L;

    @TempDir
    private Path directory;

    private Path endless() throws Exception {
        final Path capture = directory.resolve("in.pcap");
        try (PcapFile file = PcapFile.create(capture)) {
            file.write(FrameBuilder.packet("192.0.2.1", "203.0.113.10")
                    .macs(1, DEVICE)
                    .tcp(4000, 80, 100)
                    .frame());
            file.write(FrameBuilder.packet("192.0.2.1", "203.0.113.99")
                    .macs(1, DEVICE)
                    .udp(4000, 53, 100)
                    .frame());
        }
        return capture;
    }

    @Test
    void whatIsWrittenOthersCanRead() throws Exception {
        final String yaml = OperatedProgram.yaml("")
                .replace("net_null0,no-rx=1", "net_pcap0,rx_pcap=%s,infinite_rx=1".formatted(endless()))
                .replace("mode: l2dsr", "mode: ipip");
        try (OperatedProgram node = new OperatedProgram(directory, yaml)) {
            final Path forwarded = directory.resolve("forwarded.pcapng");
            final JsonNode status = JsonMapper.shared()
                    .readTree(node.fine("capture --service web --proto tcp --src 192.0.2.1:4000 --dst 203.0.113.10"
                            + " --verdict forwarded --count 50 --json --out " + forwarded));
            assertEquals("over", status.get("state").stringValue());
            assertEquals(50, status.get("packets").intValue());
            final List<String> lines = tshark(forwarded);
            assertEquals(100, lines.size());
            assertTrue(
                    lines.getFirst().matches("before\\|forwarded web 10\\.0\\.0\\.1[123]\\|203\\.0\\.113\\.10"),
                    lines::getFirst);
            assertTrue(
                    lines.get(1).matches("after\\|forwarded web (10\\.0\\.0\\.1[123])\\|\\1,203\\.0\\.113\\.10"),
                    () -> lines.get(1));
            final String infos =
                    Program.run(List.of("capinfos", forwarded.toString())).out();
            assertTrue(infos.contains("Number of interfaces in file: 2"), infos);
            assertTrue(infos.contains("Number of packets:   100"), infos);

            final Path dropped = directory.resolve("dropped.pcapng");
            final String said = node.fine("capture --verdict not-ours --count 3 --out " + dropped);
            assertTrue(said.startsWith("3 packets in " + dropped), said);
            assertEquals(
                    List.of("before|not-ours|203.0.113.99"),
                    tshark(dropped).stream().distinct().toList());

            final Path never = directory.resolve("never.pcapng");
            assertTrue(node.refused(2, "capture --out " + dropped).contains("is there already"));
            assertTrue(node.refused(2, "capture --service shop --out " + never).contains("no service 'shop'"));
            assertTrue(node.refused(2, "capture --verdict good --out " + never).contains("'good' is no verdict"));
            assertEquals(0, node.program().end("TERM").exitCode());
        }
        assertTrue(Files.notExists(directory.resolve("never.pcapng")));
    }

    /** Interface, comment and destinations of each packet. */
    private static List<String> tshark(final Path file) throws Exception {
        final Program.Result result = Program.run(List.of(
                "tshark",
                "-r",
                file.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-e",
                "frame.interface_name",
                "-e",
                "frame.comment",
                "-e",
                "ip.dst"));
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().toList();
    }
}
