package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running node that receives a capture of packets which it cannot forward says what they were and what is wrong. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DropsIT {
    /** The address of DPDK's first pcap device. */
    private static final long DEVICE = 0x0270_6361_7000L;

    private static final int STRAYS = 100;

    @TempDir
    private Path directory;

    private Path capture() throws IOException {
        final Path capture = directory.resolve("in.pcap");
        try (PcapFile file = PcapFile.create(capture)) {
            for (int i = 1; i <= STRAYS; i++) {
                file.write(FrameBuilder.packet("192.0.2.1", "203.0.113.10")
                        .tcp(i, 80, 0)
                        .frame());
            }
            file.write(FrameBuilder.packet("203.0.113.10", "192.0.2.1")
                    .macs(1, DEVICE)
                    .tcp(80, 4000, 0)
                    .frame());
        }
        return capture;
    }

    @Test
    void theLastDropsAndTheirReasonsAreShown() throws Exception {
        final String yaml = OperatedProgram.yaml("")
                .replace(
                        "net_null0,no-rx=1",
                        "net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(capture(), directory.resolve("out.pcap")));
        try (OperatedProgram node = new OperatedProgram(directory, yaml)) {
            assertTrue(Await.until(() -> received(node) == STRAYS + 1, Duration.ofMinutes(1)));
            final JsonNode drops = JsonMapper.shared()
                    .readTree(node.fine("status --drops --json"))
                    .get("drops");
            assertEquals("other-mac", drops.at("/0/verdict").stringValue());
            assertEquals(STRAYS, drops.at("/0/packets").intValue());
            assertTrue(drops.at("/0/last").size() == 8, drops::toString);
            assertEquals("not-ours", drops.at("/1/verdict").stringValue());
            assertEquals(2, drops.size());
            assertTrue(node.fine("status --drops").contains("IPv4 203.0.113.10 > 192.0.2.1"));
            final Program.Result doctor = node.command("doctor %s --seconds 1 --json".formatted(node.configuration));
            assertEquals(1, doctor.exitCode(), doctor.err());
            assertEquals(
                    List.of("no packets arrive", "wrong destination MAC", "replies come back although DSR"),
                    JsonMapper.shared()
                            .readTree(doctor.out())
                            .get("findings")
                            .valueStream()
                            .map(finding -> finding.get("name").stringValue())
                            .toList());
            assertEquals(0, node.program().end("TERM").exitCode());
        }
    }

    private static int received(final OperatedProgram node) {
        try {
            return node.status().get("received").intValue();
        } catch (final IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
