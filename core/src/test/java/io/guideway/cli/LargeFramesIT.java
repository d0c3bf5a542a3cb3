package io.guideway.cli;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.NODE4;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.forward.Rig;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.Ipv6;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames longer than usual through DPDK: within a large MTU, and longer than a buffer, which makes them chains of mbufs. */
class LargeFramesIT {
    private static final String BACKEND = "10.0.1.1";

    @TempDir
    private Path directory;

    private Path config;
    private Path in;
    private Path out;

    @BeforeEach
    void layOut() {
        config = directory.resolve("lb.yaml");
        in = directory.resolve("in.pcap");
        out = directory.resolve("out.pcap");
    }

    @Test
    void anMtuOf9000IsUsedToItsLastOctet() throws Exception {
        writeConfig(9000);
        final FrameBuilder readdressed = FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, 9000 - 40);
        final FrameBuilder tooBig = FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, 9000 - 40 + 1);
        final FrameBuilder encapsulated = FrameBuilder.packet(CLIENT6, VIP6).udp(50000, 80, 9000 - 20 - 48);
        final List<byte[]> sent = replay(List.of(readdressed.frame(), tooBig.frame(), encapsulated.frame()));
        assertEquals(3, sent.size());
        assertArrayEquals(readdressed.macs(Rig.STATION, NEXT_HOP).frame(), sent.get(0));
        final byte[] told = IcmpBuilder.packet(VIP4, CLIENT4, 3, 4, 9000, IcmpBuilder.first(548, tooBig.ip()))
                .macs(Rig.STATION, 0x0200_0000_0001L)
                .identification(0)
                .trafficClass(0xC0)
                .frame();
        assertArrayEquals(told, sent.get(1));
        assertArrayEquals(outer(encapsulated).frame(), sent.get(2));
        Tshark.assertNothingBad(out, 3);
    }

    /** Two packets of 9000 octets, which one may cut, for an MTU of 1500: the buffers of the outlets hold them. */
    @Test
    void aJumboPacketIsCutIntoAsManyFragmentsAsItTakes() throws Exception {
        writeConfig(1500);
        final FrameBuilder readdressed =
                FrameBuilder.packet(CLIENT4, VIP4).flags(0).tcp(50000, 80, 9000 - 40);
        final List<byte[]> sent = replay(List.of(readdressed.frame(), readdressed.frame()));
        assertEquals(2 * 7, sent.size());
        Tshark.assertNothingBad(out, 2 * 7);
    }

    /** The IP packets are small enough to leave; the frames, which would leave with all that pads them, are not. */
    @Test
    void aFrameThatNeedsTwoMbufsIsTooBig() throws Exception {
        writeConfig(1500);
        final byte[] readdressed = FrameBuilder.packet(CLIENT4, VIP4)
                .tcp(50000, 80, 1300)
                .padding(2000)
                .frame();
        final byte[] encapsulated = FrameBuilder.packet(CLIENT6, VIP6)
                .udp(50000, 80, 1300)
                .padding(2000)
                .frame();
        assertEquals(List.of(), replay(List.of(readdressed, encapsulated)));
    }

    private static FrameBuilder outer(final FrameBuilder packet) {
        return FrameBuilder.packet(NODE4, BACKEND)
                .macs(Rig.STATION, NEXT_HOP)
                .identification(0)
                .payload(Ipv6.PROTOCOL, packet.ip());
    }

    private List<byte[]> replay(final List<byte[]> frames) throws Exception {
        try (PcapFile capture = PcapFile.create(in)) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
        final Program.Result result = Program.guideway("replay", config, in, out);
        assertEquals(0, result.exitCode(), result.err());
        return PcapFile.read(out);
    }

    private void writeConfig(final int mtu) throws IOException {
        Files.writeString(config, """
                node: {name: large, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports:
                    - id: 0
                      mac: "02:00:00:00:00:02"
                      mtu: %d
                      address: [10.0.0.2/16]
                      neighbours: {10.0.1.1: "02:00:00:00:0b:00"}
                  workers: [0]
                services:
                  - {name: tcp4, vip: %s, protocol: tcp, port: 80, mode: l2dsr, backends: [{address: 10.0.1.1}]}
                  - {name: udp6, vip: "%s", protocol: udp, port: 80, mode: ipip, backends: [{address: 10.0.1.1}]}
                """.formatted(mtu, VIP4, VIP6));
    }
}
