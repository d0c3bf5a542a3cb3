package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.service.Backend;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a packet goes nowhere has its name. */
class VerdictTest {
    private static final int ETHERNET = 14;

    private final List<Service> services = List.of(
            service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1")),
            service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")),
            service(VIP6, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")),
            service(VIP6, Protocol.UDP, Mode.IPIP, List.of()));
    private final Rig rig = new Rig(services, Sites::route);

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, rig.pool.inUse());
        rig.close();
    }

    @Test
    void framesThatAreNoIpPacketsForUs() {
        assertDrop(Verdict.RUNT_FRAME, Arrays.copyOf(tcp4().frame(), 13));
        assertDrop(Verdict.RUNT_FRAME, new byte[0]);
        assertDrop(Verdict.OTHER_MAC, tcp4().macs(1, 0x0200_0000_0003L).frame());
        assertDrop(Verdict.MULTICAST_MAC, tcp4().macs(1, 0xFFFF_FFFF_FFFFL).frame());
        assertDrop(Verdict.NOT_IP, with(tcp4().frame(), 12, 0x88, 0xCC));
        assertDrop(Verdict.ARP, with(tcp4().frame(), 12, 0x08, 0x06));
        assertDrop(Verdict.ARP, with(tcp4().macs(1, 0xFFFF_FFFF_FFFFL).frame(), 12, 0x08, 0x06));
        assertDrop(Verdict.RUNT_FRAME, Arrays.copyOf(tcp4().tag(0x8100, 5).frame(), 17));
    }

    @Test
    void ipv4HeadersThatLie() {
        assertDrop(Verdict.IPV4_TRUNCATED, Arrays.copyOf(tcp4().frame(), ETHERNET + 19));
        assertDrop(Verdict.IPV4_HEADER, with(tcp4().frame(), ETHERNET, 0x55));
        assertDrop(Verdict.IPV4_HEADER, with(tcp4().frame(), ETHERNET, 0x44));
        assertDrop(Verdict.IPV4_TRUNCATED, with(Arrays.copyOf(tcp4().frame(), ETHERNET + 40), ETHERNET, 0x4F));
        assertDrop(Verdict.IPV4_LENGTH, with(tcp4().frame(), ETHERNET + 2, 0, 19));
        assertDrop(Verdict.IPV4_LENGTH, with(tcp4().frame(), ETHERNET + 2, 0xFF, 0xFF));
        assertDrop(Verdict.IPV4_CHECKSUM, with(tcp4().frame(), ETHERNET + 10, 0x12, 0x34));
        assertDrop(Verdict.TTL_ZERO, tcp4().ttl(0).frame());
    }

    @Test
    void ipv6HeadersThatLie() {
        assertDrop(Verdict.IPV6_TRUNCATED, Arrays.copyOf(tcp6().frame(), ETHERNET + 39));
        assertDrop(Verdict.IPV6_HEADER, with(tcp6().frame(), ETHERNET, 0x40));
        assertDrop(Verdict.IPV6_LENGTH, with(tcp6().frame(), ETHERNET + 4, 0xFF, 0xFF));
        assertDrop(Verdict.TTL_ZERO, tcp6().ttl(0).frame());
        assertDrop(Verdict.IPV6_EXTENSION, with(tcp6().extension(0, 8).frame(), ETHERNET + 41, 0xFF));
        final FrameBuilder long6 = tcp6();
        for (int i = 0; i < 9; i++) {
            long6.extension(60, 8);
        }
        assertDrop(Verdict.IPV6_EXTENSION, long6.frame());
    }

    @Test
    void transportHeadersThatLie() {
        assertDrop(
                Verdict.TCP_TRUNCATED,
                FrameBuilder.packet(CLIENT4, VIP4).payload(6, new byte[19]).frame());
        assertDrop(Verdict.TCP_OFFSET, with(tcp4().frame(), ETHERNET + 20 + 12, 0x40));
        assertDrop(Verdict.TCP_OFFSET, with(tcp4().frame(), ETHERNET + 20 + 12, 0xF0));
        assertDrop(
                Verdict.UDP_TRUNCATED,
                FrameBuilder.packet(CLIENT4, VIP4).payload(17, new byte[7]).frame());
        assertDrop(Verdict.UDP_LENGTH, with(udp4().frame(), ETHERNET + 20 + 4, 0, 7));
        assertDrop(Verdict.UDP_LENGTH, with(udp4().frame(), ETHERNET + 20 + 4, 0xFF, 0xFF));
        assertDrop(
                Verdict.TCP_TRUNCATED,
                FrameBuilder.packet(CLIENT6, VIP6)
                        .extension(0, 8)
                        .payload(6, new byte[4])
                        .frame());
    }

    @Test
    void whatNoServiceTakes() {
        assertDrop(
                Verdict.NOT_OURS,
                FrameBuilder.packet(CLIENT4, "203.0.113.11").tcp(1, 80, 0).frame());
        assertDrop(
                Verdict.NOT_OURS,
                FrameBuilder.packet(CLIENT6, "2001:db8::11").tcp(1, 80, 0).frame());
        assertDrop(
                Verdict.NO_SERVICE,
                FrameBuilder.packet(CLIENT4, VIP4).tcp(1, 81, 0).frame());
        assertDrop(
                Verdict.NO_SERVICE,
                FrameBuilder.packet(CLIENT4, VIP4).payload(47, new byte[30]).frame());
        assertDrop(
                Verdict.ICMP,
                FrameBuilder.packet(CLIENT4, VIP4).payload(1, new byte[8]).frame());
        assertDrop(
                Verdict.ICMP,
                FrameBuilder.packet(CLIENT6, VIP6).payload(58, new byte[8]).frame());
        assertDrop(
                Verdict.NO_BACKEND,
                FrameBuilder.packet(CLIENT6, VIP6).udp(1, 80, 0).frame());
    }

    @Test
    void anIpv6PacketForAMappedAddressIsNotForTheIpv4Vip() {
        final byte[] frame = tcp6().frame();
        final byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 203, 0, 113, 10};
        System.arraycopy(mapped, 0, frame, ETHERNET + 24, 16);
        assertDrop(Verdict.NOT_OURS, frame);
    }

    @Test
    void aBackendWithoutANeighbourTakesNothing() {
        try (Rig blind = new Rig(services, VerdictTest::unresolved)) {
            assertTrue(blind.walk(tcp4().frame()).isEmpty());
            assertEquals(Verdict.NO_NEIGHBOUR, blind.verdict());
            assertEquals(0, blind.pool.inUse());
        }
    }

    @Test
    void aBufferWithoutHeadroomIsNotOverrun() {
        final long mbuf = rig.pool.packet(udp4().frame());
        Mbuf.place(mbuf, 19, Mbuf.dataLength(mbuf));
        Mem.put(Mbuf.data(mbuf), udp4().frame());
        rig.receive(mbuf);
        assertTrue(rig.burst().isEmpty());
        assertEquals(Verdict.NO_HEADROOM, rig.verdict());
    }

    @Test
    void aFullTransmitQueueDropsTheRestOfTheBurst() {
        try (Rig narrow = new Rig(services, Sites::route, Rig.STATION, 4)) {
            for (int i = 0; i < 10; i++) {
                narrow.receive(tcp4().frame());
            }
            assertEquals(4, narrow.burst().size());
            assertEquals(6, narrow.worker.counters().packets(Verdict.TX_FULL));
            assertEquals(4, narrow.worker.counters().packets(Verdict.FORWARDED));
            assertEquals(4, narrow.worker.counters().backendPackets(0));
            assertEquals(0, narrow.pool.inUse());
        }
    }

    @Test
    void anyStationStillMeansUnicast() {
        try (Rig open = new Rig(services, Sites::route, Worker.Inlet.ANY_STATION, 64)) {
            assertEquals(
                    1,
                    open.walk(tcp4().macs(1, 0x0a0b_0c0d_0e0fL & ~(1L << 40)).frame())
                            .size());
            assertTrue(open.walk(tcp4().macs(1, 0xFFFF_FFFF_FFFFL).frame()).isEmpty());
            assertEquals(Verdict.MULTICAST_MAC, open.verdict());
        }
    }

    private static Route unresolved(final Service service, final Backend backend) {
        final Route route = Sites.route(service, backend);
        return new Route(route.port(), route.mtu(), route.stationMac(), Route.UNRESOLVED, route.outerSource());
    }

    private void assertDrop(final Verdict verdict, final byte[] frame) {
        final long before = rig.worker.counters().packets(verdict);
        assertTrue(rig.walk(frame).isEmpty());
        assertEquals(verdict, rig.verdict());
        assertEquals(before + 1, rig.worker.counters().packets(verdict));
    }

    private static FrameBuilder tcp4() {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, 11);
    }

    private static FrameBuilder udp4() {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(40000, 80, 11);
    }

    private static FrameBuilder tcp6() {
        return FrameBuilder.packet(CLIENT6, VIP6).tcp(40000, 80, 11);
    }

    private static byte[] with(final byte[] frame, final int at, final int... octets) {
        for (int i = 0; i < octets.length; i++) {
            frame[at + i] = (byte) octets[i];
        }
        return frame;
    }
}
