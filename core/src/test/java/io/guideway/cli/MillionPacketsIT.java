package io.guideway.cli;

import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Ipv4;
import io.guideway.packet.PcapFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A million packets of all kinds that are forwarded, and tshark's word that each that leaves is well-formed. */
class MillionPacketsIT {
    private static final int PACKETS = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void tsharkFindsNoWrongChecksumAndNoMalformedPacket() throws Exception {
        final Path config = directory.resolve("samples.yaml");
        final Path in = directory.resolve("in.pcap");
        final Path out = directory.resolve("out.pcap");
        try (var resource = MillionPacketsIT.class.getResourceAsStream("samples.yaml")) {
            Files.write(config, resource.readAllBytes());
        }
        write(in);
        final Program.Result result = Program.guideway("replay", config, in, out, "--json");
        assertEquals(0, result.exitCode(), result.err());
        final JsonNode report = JsonMapper.shared().readTree(result.out());
        assertEquals(PACKETS, report.at("/verdicts/forwarded").asInt());
        System.out.printf(
                "replay of %,d packets: %.2f s%n",
                PACKETS, report.get("seconds").asDouble());
        assertEveryPacketIsSound(dissect(out));
    }

    private static void write(final Path in) throws IOException {
        final Random random = new Random(42);
        try (PcapFile capture = PcapFile.create(in)) {
            for (int i = 0; i < PACKETS; i++) {
                capture.write(frame(random));
            }
        }
    }

    private static byte[] frame(final Random random) {
        final boolean ipv4 = random.nextBoolean();
        final int host = 1 + random.nextInt(65000);
        final FrameBuilder packet = ipv4
                ? FrameBuilder.packet("198.18.%d.%d".formatted(host >> 8, host & 0xFF), VIP4)
                : FrameBuilder.packet("2001:db8:c::%x".formatted(host), VIP6);
        packet.trafficClass(random.nextInt(256)).ttl(1 + random.nextInt(255));
        if (ipv4) {
            packet.flags(random.nextBoolean() ? Ipv4.DONT_FRAGMENT : 0).options(4 * random.nextInt(3));
        } else if (random.nextInt(8) == 0) {
            packet.extension(0, 8);
        }
        if (random.nextInt(8) == 0) {
            packet.tag(0x8100, 1 + random.nextInt(4094));
        }
        final int port = 1024 + random.nextInt(60000);
        final int payload = random.nextInt(10) == 0 ? 1000 + random.nextInt(300) : random.nextInt(64);
        return (random.nextBoolean() ? packet.tcp(port, 80, payload) : packet.udp(port, 80, payload)).frame();
    }

    /** One line a packet: the status of each checksum (1 = good), outer before inner, and a mark if it is malformed. */
    private Path dissect(final Path capture) throws Exception {
        final Path lines = directory.resolve("dissected");
        final Process tshark = new ProcessBuilder(List.of(
                        "tshark",
                        "-n",
                        "-r",
                        capture.toString(),
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-o",
                        "tcp.analyze_sequence_numbers:FALSE",
                        "-o",
                        "tcp.desegment_tcp_streams:FALSE",
                        // Whatever the client's port: the payload is ours and no protocol of anybody.
                        "-d",
                        "tcp.port==80,data",
                        "-d",
                        "udp.port==80,data",
                        "-T",
                        "fields",
                        "-E",
                        "separator=;",
                        "-e",
                        "frame.number",
                        "-e",
                        "ip.checksum.status",
                        "-e",
                        "tcp.checksum.status",
                        "-e",
                        "udp.checksum.status",
                        "-e",
                        "_ws.malformed"))
                .redirectOutput(lines.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, tshark.waitFor());
        return lines;
    }

    private static void assertEveryPacketIsSound(final Path lines) throws IOException {
        int packets = 0;
        try (BufferedReader reader = Files.newBufferedReader(lines, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                packets++;
                assertSound(line);
            }
        }
        assertEquals(PACKETS, packets);
    }

    private static void assertSound(final String line) {
        final String[] fields = line.split(";", -1);
        assertTrue(fields[1].matches("|1(,1)?"), () -> "IPv4 checksum in " + line);
        assertTrue(fields[2].matches("|1") && fields[3].matches("|1"), () -> "transport checksum in " + line);
        assertTrue(fields[2].length() + fields[3].length() == 1, () -> "no transport checksum in " + line);
        assertEquals("", fields[4], () -> "malformed: " + line);
    }
}
