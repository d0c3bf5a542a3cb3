package io.guideway.cli;

import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shuffled fragments through the packaged program, and put together again by tshark. */
class FragmentsIT {
    private static final int DATAGRAMS = 200;

    /** Fragments that a host's neighbours in the network may overtake it by. */
    private static final int DISORDER = 20;

    @TempDir
    private Path directory;

    private Path config;
    private Path in;
    private Path out;
    private Path verdicts;

    @BeforeEach
    void layOut() {
        config = directory.resolve("lb.yaml");
        in = directory.resolve("in.pcap");
        out = directory.resolve("out.pcap");
        verdicts = directory.resolve("verdicts.jsonl");
    }

    /** Datagrams' fragments by their index in the capture. */
    private record Capture(List<byte[]> frames, List<Integer> datagrams) {}

    @Test
    void everyDatagramArrivesWholeAtOneBackend() throws Exception {
        writeConfig();
        final Capture capture = shuffled(new Random(6));
        replay(capture.frames);
        final Map<Integer, String> backends = new HashMap<>();
        final List<String> lines = Files.readAllLines(verdicts);
        assertEquals(capture.frames.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            final JsonNode line = JsonMapper.shared().readTree(lines.get(i));
            assertEquals(i, line.get("index").asInt());
            assertEquals("forwarded", line.get("verdict").asString(), lines.get(i));
            final String backend = line.get("backend").asString();
            final String known = backends.putIfAbsent(capture.datagrams.get(i), backend);
            assertTrue(known == null || known.equals(backend), lines.get(i));
            assertSameOctets(capture.frames.get(i), line.get("outputs").get(0).asInt());
        }
        assertEquals(5, backends.values().stream().distinct().count());
        assertReassembled();
    }

    @Test
    void whatNeverFindsItsFirstFragmentIsCountedAtTheEnd() throws Exception {
        writeConfig();
        final FrameBuilder datagram = datagram(0, 80);
        replay(List.of(
                datagram.cut(1440, 2880).frame(),
                FrameBuilder.packet(VIP4, VIP4).udp(1, 80, 0).frame()));
        final List<String> reasons = Files.readAllLines(verdicts).stream()
                .map(line -> JsonMapper.shared().readTree(line).get("reason").asString())
                .toList();
        assertEquals(List.of("fragment-orphan", "land"), reasons);
    }

    private void assertSameOctets(final byte[] frame, final int output) throws IOException {
        final byte[] sent = PcapCache.frame(out, output);
        final int inner = sent.length - (frame.length - 14);
        for (int i = 14; i < frame.length; i++) {
            assertEquals(frame[i], sent[inner + i - 14]);
        }
    }

    /** The frames of the one file that a test looks at again and again. */
    private static final class PcapCache {
        private static Path file;
        private static List<byte[]> frames;

        static byte[] frame(final Path of, final int index) throws IOException {
            if (!of.equals(file)) {
                frames = PcapFile.read(of);
                file = of;
            }
            return frames.get(index);
        }
    }

    /** Each datagram once, with a checksum that is right over all of it. */
    private void assertReassembled() throws Exception {
        final Program.Result tshark = Program.run(List.of(
                "tshark",
                "-n",
                "-r",
                out.toString(),
                "-o",
                "ip.defragment:TRUE",
                "-o",
                "ipv6.defragment:TRUE",
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-d",
                "udp.port==80,data",
                "-d",
                "udp.port==81,data",
                "-Y",
                "udp",
                "-T",
                "fields",
                "-E",
                "separator=;",
                "-e",
                "udp.checksum.status",
                "-e",
                "udp.length",
                "-e",
                "ip.checksum.status",
                "-e",
                "_ws.malformed"));
        assertEquals(0, tshark.exitCode(), tshark.err());
        assertEquals(DATAGRAMS, tshark.out().lines().count());
        tshark.out().lines().forEach(line -> assertTrue(line.matches("1;4008;(|1|1,1);"), line));
    }

    private Capture shuffled(final Random random) {
        final List<FrameBuilder> parts = new ArrayList<>();
        final List<Integer> datagrams = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS; i++) {
            for (final FrameBuilder part : datagram(i, 80 + i % 2).fragments(8 * (100 + random.nextInt(70)))) {
                parts.add(part);
                datagrams.add(i);
            }
        }
        final List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            order.add(i);
        }
        for (int from = 0; from < order.size(); from += DISORDER) {
            Collections.shuffle(order.subList(from, Math.min(order.size(), from + DISORDER)), random);
        }
        return new Capture(
                order.stream().map(i -> parts.get(i).frame()).toList(),
                order.stream().map(datagrams::get).toList());
    }

    private static FrameBuilder datagram(final int i, final int port) {
        final boolean ipv4 = i % 4 < 2;
        final IpAddress client = ipv4 ? IpAddress.ipv4(0xC633_6400 | i) : new IpAddress(0x2001_0db8_000c_0000L, i);
        return FrameBuilder.packet(client, IpAddress.parse(ipv4 ? VIP4 : VIP6))
                .flags(0)
                .identification(i)
                .udp(40000 + i, port, 4000);
    }

    private void replay(final List<byte[]> frames) throws Exception {
        try (PcapFile capture = PcapFile.create(in)) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
        final Program.Result result = Program.guideway("replay", config, in, out, "--verdicts", verdicts, "--json");
        assertEquals(0, result.exitCode(), result.err());
        final JsonNode report = JsonMapper.shared().readTree(result.out());
        assertEquals(frames.size(), report.get("received").asInt());
    }

    private void writeConfig() throws IOException {
        final StringBuilder yaml = new StringBuilder("""
                node: {name: fragments, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports:
                    - id: 0
                      mac: "02:00:00:00:00:02"
                      address: [10.0.0.2/16]
                      gateway: [10.0.0.1]
                      neighbours: {10.0.0.1: "02:00:00:00:0b:00"}
                  workers: [0]
                services:
                """);
        for (final String vip : List.of(VIP4, VIP6)) {
            for (int port = 80; port < 82; port++) {
                yaml.append(
                        "  - {name: \"%s %d\", vip: \"%s\", protocol: udp, port: %d, mode: ipip, fragments: %s, backends: ["
                                .formatted(vip, port, vip, port, port == 80 ? "track" : "three-tuple"));
                for (int backend = 1; backend <= 5; backend++) {
                    yaml.append("{address: 10.1.1.%d}, ".formatted(backend));
                }
                yaml.append("]}\n");
            }
        }
        Files.writeString(config, yaml);
    }
}
