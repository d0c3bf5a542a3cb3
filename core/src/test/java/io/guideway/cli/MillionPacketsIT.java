package io.guideway.cli;

import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Ipv4;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Tshark.assertSound(out, PACKETS);
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
}
