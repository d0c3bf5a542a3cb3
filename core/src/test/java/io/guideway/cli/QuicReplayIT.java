package io.guideway.cli;

import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.QuicPackets;
import io.guideway.forward.QuicSites;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.PcapFile;
import io.guideway.service.QuicConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** QUIC packets through the packaged program: what a file says of connection ids is what the worker goes by. */
class QuicReplayIT {
    private static final int BACKENDS = 3;

    @TempDir
    private Path directory;

    /** Clients of either family, each packet from another port; backend n is 10.0.0.n, and its Ethernet address ends with n. */
    @Test
    void connectionIdsNameTheBackendsOfTheFile() throws Exception {
        final List<byte[]> frames = new ArrayList<>();
        final List<byte[]> expected = new ArrayList<>();
        final List<Integer> backends = new ArrayList<>();
        for (final QuicConfig config : QuicSites.CONFIGS) {
            for (int backend = 1; backend <= BACKENDS; backend++) {
                final byte[] id = QuicSites.connectionId(config, backend, 7 * backend);
                for (final byte[] datagram : List.of(QuicPackets.shortHeader(id), QuicPackets.longHeader(id))) {
                    final FrameBuilder packet =
                            FrameBuilder.packet(CLIENT6, VIP6).udp(1024 + frames.size(), 80, datagram);
                    frames.add(packet.frame());
                    expected.add(
                            packet.macs(Rig.STATION, QuicSites.MARK | backend).frame());
                    backends.add(backend);
                }
            }
        }
        final byte[] unknown = QuicPackets.shortHeader(QuicSites.connectionId(QuicSites.PLAIN, 200, 1));
        frames.add(
                FrameBuilder.packet(Sites.CLIENT6, VIP6).udp(999, 80, unknown).frame());
        final List<JsonNode> verdicts = replay(frames);
        final List<byte[]> sent = PcapFile.read(directory.resolve("out.pcap"));
        assertEquals(frames.size(), sent.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), sent.get(i), "packet " + i);
            assertEquals(
                    "10.0.0." + backends.get(i), verdicts.get(i).get("backend").asString());
            assertTrue(verdicts.get(i).get("slot").isNull());
        }
        assertTrue(verdicts.getLast().get("slot").isNumber());
        Tshark.assertSound(directory.resolve("out.pcap"), frames.size());
    }

    private List<JsonNode> replay(final List<byte[]> frames) throws Exception {
        final Path in = directory.resolve("in.pcap");
        try (PcapFile capture = PcapFile.create(in)) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
        final Path config = Files.writeString(directory.resolve("quic.yaml"), """
                node: {name: quic, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports:
                    - id: 0
                      mac: "02:00:00:00:00:02"
                      address: [10.0.0.250/24]
                      neighbours:
                        10.0.0.1: "02:00:00:00:00:01"
                        10.0.0.2: "02:00:00:00:00:02"
                        10.0.0.3: "02:00:00:00:00:03"
                  workers: [0]
                services:
                  - name: quic
                    vip: "%s"
                    protocol: udp
                    port: 80
                    mode: l2dsr
                    quic:
                      configs:
                        - {id: 0, server-id-length: 3, nonce-length: 4, key: "8f95f09245765f80256934e50c66207f"}
                        - {id: 1, server-id-length: 1, nonce-length: 15, key: "8F95F09245765F80256934E50C66207F"}
                        - {id: 5, server-id-length: 3, nonce-length: 8}
                    backends:
                      - {address: 10.0.0.1, server-id: ["000001", "01"]}
                      - {address: 10.0.0.2, server-id: ["000002", "02"]}
                      - {address: 10.0.0.3, server-id: ["000003", "03"]}
                """.formatted(VIP6));
        final Path verdicts = directory.resolve("verdicts.jsonl");
        final Program.Result result =
                Program.guideway("replay", config, in, directory.resolve("out.pcap"), "--verdicts", verdicts, "--json");
        assertEquals(0, result.exitCode(), result.err());
        assertFalse((result.out() + result.err()).toLowerCase().contains("8f95"), "the key is told to nobody");
        return Files.readAllLines(verdicts).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
