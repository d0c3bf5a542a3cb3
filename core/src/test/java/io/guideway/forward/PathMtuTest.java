package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static io.guideway.packet.IcmpBuilder.first;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders of packets that are too long are told what would fit. */
class PathMtuTest {
    private static final long ASKER = 0x0200_0000_0001L;
    private static final int CONTROL = 0xC0;
    private static final int QUOTED4 = 576 - 28;
    private static final int QUOTED6 = 1280 - 48;

    @ParameterizedTest
    @CsvSource({
        "L2DSR, 10.0.1.1, 1500, 1500",
        "L2DSR, 10.0.1.1, 1400, 1400",
        "IPIP, 10.0.1.1, 1500, 1480",
        "IPIP, 10.0.1.1, 576, 556",
        "IPIP, fd00:1::1, 1500, 1460"
    })
    void fragmentationIsNeededWhereDfForbidsIt(final Mode mode, final String backend, final int mtu, final int room) {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, mode, backends(backend)), mtu)) {
            final FrameBuilder fits = tcp4(room - 40);
            assertEquals(1, rig.walk(fits.frame()).size());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            final FrameBuilder packet = tcp4(room - 40 + 1).trafficClass(0x2E).ttl(7);
            assertAnswer(needed(room, packet.ip()).frame(), rig, packet);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "L2DSR, 10.0.1.1, 1500, 1500",
        "IPIP, 10.0.1.1, 1500, 1480",
        "IPIP, fd00:1::1, 1500, 1460",
        "IPIP, fd00:1::1, 1300, 1280"
    })
    void anIpv6PacketIsTooBigForTheNextHop(final Mode mode, final String backend, final int mtu, final int told) {
        try (Rig rig = rig(service(VIP6, Protocol.UDP, mode, backends(backend)), mtu)) {
            final FrameBuilder packet = udp6(told - 48 + 1).trafficClass(0x2E).flowLabel(0x777);
            assertAnswer(tooBig(told, packet.ip()).frame(), rig, packet);
        }
    }

    @Test
    void optionsAndExtensionHeadersAreQuoted() {
        final List<Service> services = List.of(
                service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")),
                service(VIP6, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")));
        try (Rig rig = new Rig(services, Sites::route)) {
            final FrameBuilder packet4 = tcp4(1450).options(20);
            assertAnswer(needed(1480, packet4.ip()).frame(), rig, packet4);
            final FrameBuilder packet6 = udp6(1430).extension(60, 16);
            assertAnswer(tooBig(1480, packet6.ip()).frame(), rig, packet6);
        }
    }

    @Test
    void theErrorGoesBackUnderItsTagsWithoutThePadding() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 576)) {
            final FrameBuilder packet =
                    tcp4(600).tag(Ethernet.TYPE_SERVICE_VLAN, 3).tag(Ethernet.TYPE_VLAN, 4);
            final FrameBuilder expected =
                    needed(556, packet.ip()).tag(Ethernet.TYPE_SERVICE_VLAN, 3).tag(Ethernet.TYPE_VLAN, 4);
            assertAnswer(expected.frame(), rig, packet.padding(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14 + 40, 14 + 41, 14 + 300, 14 + 1400})
    void whatIsQuotedEndsWithTheFirstSegment(final int firstLength) {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            final FrameBuilder packet = tcp4(1500);
            rig.receive(rig.pool.packet(packet.frame(), firstLength));
            final byte[] expected =
                    needed(1480, first(firstLength - 14, packet.ip())).frame();
            assertArrayEquals(expected, rig.burst().getFirst());
            assertEquals(0, rig.pool.inUse());
        }
    }

    @Test
    void aFirstFragmentMayBeToldAbout() {
        // Only what gets to a backend can be too long on its way; fragments do by their service's policy.
        try (Rig rig = rig(service(VIP6, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            final FrameBuilder atomic = udp6(1440).fragment(0, false);
            assertAnswer(tooBig(1480, atomic.ip()).frame(), rig, atomic);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", VIP4})
    void nobodyIsToldWhoIsNoHost(final String source) {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            final Verdict verdict = source.equals(VIP4) ? Verdict.LAND : Verdict.MARTIAN_SOURCE;
            assertDrop(verdict, rig, FrameBuilder.packet(source, VIP4).tcp(40000, 80, 1450));
            assertDrop(Verdict.TOO_BIG, rig, tcp4(1450).macs(0x0300_0000_0001L, Rig.STATION));
        }
    }

    @Test
    void noErrorIsSentAboutAnError() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            final byte[] quote =
                    FrameBuilder.packet(VIP4, CLIENT4).tcp(80, 40000, 1430).ip();
            assertDrop(Verdict.TOO_BIG, rig, IcmpBuilder.packet(CLIENT4, VIP4, 3, 4, 0, quote));
        }
    }

    @Test
    void noErrorIsSentWherePaddingIsAllThatIsTooMuch() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1")), 1500)) {
            assertDrop(Verdict.TOO_BIG, rig, tcp4(1440).padding(21));
        }
    }

    @Test
    void aBufferWithoutHeadroomIsNotOverrun() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1")), 1000)) {
            final byte[] frame = tcp4(1000).frame();
            for (final int headroom : new int[] {27, 28}) {
                final long mbuf = rig.pool.packet(frame);
                final long from = Mbuf.data(mbuf);
                Mbuf.place(mbuf, headroom, frame.length);
                Mem.copy(from, Mbuf.data(mbuf), frame.length);
                rig.receive(mbuf);
                assertEquals(headroom - 27, rig.burst().size());
                assertEquals(headroom < 28 ? Verdict.NO_HEADROOM : Verdict.ANSWERED, rig.verdict());
            }
        }
    }

    @Test
    void errorsAreLimitedInRate() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            rig.nsPerLook = 0;
            for (int i = 0; i < 100; i++) {
                assertEquals(1, rig.walk(tcp4(1460).frame()).size());
            }
            assertDrop(Verdict.ICMP_RATE, rig, tcp4(1460));
            rig.nsPerLook = 1_000_000;
            assertEquals(1, rig.walk(tcp4(1460).frame()).size());
        }
    }

    @Test
    void whatFollowsInTheBurstGoesOn() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")), 1500)) {
            rig.receive(tcp4(10).frame());
            rig.receive(tcp4(1460).frame());
            rig.receive(tcp4(11).frame());
            final List<byte[]> sent = rig.burst();
            assertEquals(3, sent.size());
            assertArrayEquals(needed(1480, tcp4(1460).ip()).frame(), sent.get(1));
            assertEquals(2, rig.worker.counters().packets(Verdict.FORWARDED));
            assertEquals(1, rig.worker.counters().packets(Verdict.ANSWERED));
            assertEquals(3, rig.worker.counters().servicePackets(0));
        }
    }

    private static Rig rig(final Service service, final int mtu) {
        return new Rig(List.of(service), (s, backend) -> {
            final Route route = Sites.route(s, backend);
            return new Route(route.port(), mtu, route.stationMac(), route.nextHopMac(), route.outerSource());
        });
    }

    private static void assertAnswer(final byte[] expected, final Rig rig, final FrameBuilder packet) {
        final List<byte[]> sent = rig.walk(packet.frame());
        assertEquals(Verdict.ANSWERED, rig.verdict());
        assertEquals(1, sent.size());
        assertArrayEquals(expected, sent.getFirst(), () -> Arrays.toString(sent.getFirst()));
        assertEquals(0, rig.pool.inUse());
    }

    private static void assertDrop(final Verdict verdict, final Rig rig, final FrameBuilder packet) {
        assertTrue(rig.walk(packet.frame()).isEmpty());
        assertEquals(verdict, rig.verdict());
        assertEquals(0, rig.pool.inUse());
    }

    private static FrameBuilder tcp4(final int payload) {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, payload);
    }

    private static FrameBuilder udp6(final int payload) {
        return FrameBuilder.packet(CLIENT6, VIP6).udp(40000, 80, payload);
    }

    private static FrameBuilder needed(final int mtu, final byte[] about) {
        return IcmpBuilder.packet(VIP4, CLIENT4, 3, 4, mtu, first(QUOTED4, about))
                .macs(Rig.STATION, ASKER)
                .identification(0)
                .trafficClass(CONTROL);
    }

    private static FrameBuilder tooBig(final int mtu, final byte[] about) {
        return IcmpBuilder.packet(VIP6, CLIENT6, 2, 0, mtu, first(QUOTED6, about))
                .macs(Rig.STATION, ASKER);
    }
}
