package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.NODE4;
import static io.guideway.forward.Sites.NODE6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Handling;
import io.guideway.service.Mode;
import io.guideway.service.Oversize;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Packets that are too long and may be fragmented are: themselves, or what is put around them. */
class FragmentingTest {
    private static final String BACKEND4 = "10.0.1.1";
    private static final String BACKEND6 = "fd00:1::1";
    private static final int LINK = 14;

    @Test
    void theOuterIpv4PacketIsFragmented() {
        final FrameBuilder packet = udp4(1460).flags(0).trafficClass(0x11);
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4)), 1500)) {
            final byte[] inner = packet.ip();
            final FrameBuilder outer = FrameBuilder.packet(NODE4, BACKEND4)
                    .macs(Rig.STATION, NEXT_HOP)
                    .identification(1)
                    .trafficClass(0x11);
            final List<byte[]> sent = rig.walk(packet.padding(9).frame());
            assertEquals(2, sent.size());
            assertArrayEquals(
                    outer.flags(0x2000).payload(4, Arrays.copyOf(inner, 1480)).frame(), sent.get(0));
            assertArrayEquals(
                    outer.flags(1480 / 8)
                            .payload(4, Arrays.copyOfRange(inner, 1480, inner.length))
                            .frame(),
                    sent.get(1));
            assertForwardedOnce(rig);
            assertEquals(1, rig.worker.batch().further(0));
            rig.walk(udp4(1).frame());
            assertEquals(0, rig.worker.batch().further(0));
        }
    }

    @Test
    void theOuterIpv6PacketIsFragmented() {
        final FrameBuilder packet = udp4(1460).flags(0);
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND6)), 1500)) {
            final byte[] inner = packet.ip();
            final List<byte[]> sent = rig.walk(packet.tag(Ethernet.TYPE_VLAN, 9).frame());
            assertEquals(2, sent.size());
            final int label = (int) (Packet.hash(rig.worker.batch().packet(0)) >>> 44);
            assertArrayEquals(
                    outer6(label, 0, true)
                            .payload(4, Arrays.copyOf(inner, 1448))
                            .frame(),
                    sent.get(0));
            assertArrayEquals(
                    outer6(label, 1448 / 8, false)
                            .payload(4, Arrays.copyOfRange(inner, 1448, inner.length))
                            .frame(),
                    sent.get(1));
            assertForwardedOnce(rig);
        }
    }

    private static FrameBuilder outer6(final int label, final int offset, final boolean more) {
        return FrameBuilder.packet(NODE6, BACKEND6)
                .macs(Rig.STATION, NEXT_HOP)
                .tag(Ethernet.TYPE_VLAN, 9)
                .flowLabel(label)
                .fragment(offset, more, 1);
    }

    /** Its sender may not be told of less than 1280 (RFC 2473, section 7.1). */
    @Test
    void ipv6OfTheLeastMtuIsCarriedInFragments() {
        final FrameBuilder packet = FrameBuilder.packet(CLIENT6, VIP6).udp(40000, 80, 1280 - 48);
        try (Rig rig = rig(service(VIP6, Protocol.UDP, Mode.IPIP, backends(BACKEND4)), 1280)) {
            final List<byte[]> sent = rig.walk(packet.frame());
            final FrameBuilder outer = FrameBuilder.packet(NODE4, BACKEND4)
                    .macs(Rig.STATION, NEXT_HOP)
                    .identification(1);
            assertEquals(2, sent.size());
            assertArrayEquals(
                    outer.flags(0x2000)
                            .payload(41, Arrays.copyOf(packet.ip(), 1256))
                            .frame(),
                    sent.get(0));
            assertArrayEquals(
                    outer.flags(1256 / 8)
                            .payload(41, Arrays.copyOfRange(packet.ip(), 1256, 1280))
                            .frame(),
                    sent.get(1));
            assertForwardedOnce(rig);
        }
    }

    @Test
    void l2dsrFragmentsThePacketItself() {
        final FrameBuilder packet =
                udp4(1480).flags(0).identification(0xBEEF).options(4).ttl(1);
        final byte[] payload = Arrays.copyOfRange(packet.ip(), 24, packet.ip().length);
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.L2DSR, backends(BACKEND4)), 1500)) {
            final List<byte[]> sent = rig.walk(packet.frame());
            assertEquals(2, sent.size());
            packet.macs(Rig.STATION, NEXT_HOP);
            assertArrayEquals(
                    packet.flags(0x2000)
                            .payload(17, Arrays.copyOf(payload, 1472))
                            .frame(),
                    sent.get(0));
            assertArrayEquals(
                    packet.flags(1472 / 8)
                            .payload(17, Arrays.copyOfRange(payload, 1472, payload.length))
                            .frame(),
                    sent.get(1));
            assertForwardedOnce(rig);
        }
    }

    @Test
    void optionsOfTheFirstFragmentAloneAreNoOperationsInOthers() {
        final byte[] frame = udp4(1480).flags(0).options(12).frame();
        final byte[] options = {7, 7, 4, 0, 0, 0, 0, (byte) 148, 4, 0, 0, 0};
        System.arraycopy(options, 0, frame, LINK + 20, 12);
        final byte[] header = Arrays.copyOfRange(frame, LINK, LINK + 32);
        header[10] = 0;
        header[11] = 0;
        final int sum = ~SlowFragments.sum(header);
        frame[LINK + 10] = (byte) (sum >> 8);
        frame[LINK + 11] = (byte) sum;
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.L2DSR, backends(BACKEND4)), 1500)) {
            final List<byte[]> sent = rig.walk(frame);
            assertArrayEquals(options, Arrays.copyOfRange(sent.get(0), LINK + 20, LINK + 32));
            assertArrayEquals(
                    new byte[] {1, 1, 1, 1, 1, 1, 1, (byte) 148, 4, 0, 0, 0},
                    Arrays.copyOfRange(sent.get(1), LINK + 20, LINK + 32));
            assertEquals(0xFFFF, SlowFragments.sum(Arrays.copyOfRange(sent.get(1), LINK, LINK + 32)));
        }
    }

    @Test
    void aServiceMayWantThemDropped() {
        final Handling unsaid = Handling.DEFAULT;
        final Handling drops =
                new Handling(unsaid.outer(), unsaid.fragments(), new Oversize(false, Oversize.ANY_MSS), unsaid.quic());
        try (Rig rig =
                rig(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4)).with(drops), 1500)) {
            assertTrue(rig.walk(udp4(1460).flags(0).frame()).isEmpty());
            assertEquals(Verdict.TOO_BIG, rig.verdict());
            assertEquals(0, rig.pool.inUse());
            assertEquals(1, rig.walk(udp4(1460).frame()).size());
            assertEquals(Verdict.ANSWERED, rig.verdict());
        }
    }

    @Test
    void anEmptyPoolIsADropByName() {
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4)), 576);
                NativeBlock taken = new NativeBlock(8L * rig.pool.size())) {
            rig.receive(udp4(1460).flags(0).frame());
            for (int left = 2; left >= 0; left--) {
                final int count = rig.pool.size() - rig.pool.inUse() - left;
                assertTrue(rig.pool.allocate(taken.address(), count));
                assertTrue(rig.burst().isEmpty());
                assertEquals(Verdict.NO_MBUF, rig.verdict());
                assertEquals(count, rig.pool.inUse());
                rig.pool.free(taken.address(), Math.min(count, 64));
                rig.pool.free(taken.address() + 8L * 64, Math.max(count - 64, 0));
                rig.receive(udp4(1460).flags(0).frame());
            }
            assertEquals(3, rig.burst().size());
        }
    }

    @Test
    void aBurstHasABoundOfFragments() {
        try (Rig rig = new Rig(
                List.of(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4))),
                (s, backend) -> mtu(Sites.route(s, backend), 64),
                Rig.STATION,
                1024,
                1024)) {
            for (int i = 0; i < 40; i++) {
                rig.receive(udp4(1000).flags(0).frame()); // 1048 octets outside, 40 a fragment: 26
            }
            assertEquals(26 * 20, rig.burst().size());
            assertEquals(20, rig.worker.counters().packets(Verdict.FORWARDED));
            assertEquals(20, rig.worker.counters().packets(Verdict.NO_MBUF));
            assertEquals(0, rig.pool.inUse());
        }
    }

    @Test
    void whatDoesNotLeaveWholeMetAFullQueue() {
        final Service service = service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4));
        try (Rig rig = new Rig(List.of(service), (s, backend) -> mtu(Sites.route(s, backend), 576), Rig.STATION, 4)) {
            rig.receive(udp4(1460).flags(0).frame());
            rig.receive(udp4(1460).flags(0).frame());
            assertEquals(4, rig.burst().size());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            assertEquals(1, rig.worker.counters().packets(Verdict.TX_FULL));
            assertEquals(1, rig.worker.counters().backendPackets(0));
            assertEquals(0, rig.pool.inUse());
        }
    }

    /** A receiver, written from the RFCs, puts together what would have left in one piece. */
    @Property(tries = 1500)
    void whatIsPutTogetherAgainIsWhatWouldHaveLeft(@ForAll final long seed) {
        final Random random = new Random(seed);
        final boolean ipv6Outside = random.nextBoolean();
        final boolean ipv6Inside = random.nextInt(4) == 0;
        final Mode mode = ipv6Inside || random.nextBoolean() ? Mode.IPIP : Mode.L2DSR;
        final int mtu = ipv6Inside ? 1280 : 576 + random.nextInt(1000);
        final FrameBuilder packet = ipv6Inside
                ? FrameBuilder.packet(CLIENT6, VIP6).udp(random.nextInt(65536), 80, 1280 - 48 - random.nextInt(20))
                : FrameBuilder.packet(CLIENT4, VIP4)
                        .options(4 * random.nextInt(11))
                        .flags(0)
                        .trafficClass(random.nextInt(256))
                        .identification(random.nextInt(65536))
                        .udp(random.nextInt(65536), 80, mtu - 20 - 8 + 1 + random.nextInt(1940 - mtu));
        if (random.nextInt(4) == 0) {
            packet.tag(Ethernet.TYPE_VLAN, random.nextInt(4096));
        }
        final byte[] frame = packet.padding(random.nextInt(3)).frame();
        final Service service =
                service(ipv6Inside ? VIP6 : VIP4, Protocol.UDP, mode, backends(ipv6Outside ? BACKEND6 : BACKEND4));
        final int firstLength = random.nextBoolean() ? frame.length : 150 + random.nextInt(frame.length - 150);
        final byte[] whole = send(service, 9000, frame, firstLength).getFirst();
        final List<byte[]> fragments = new ArrayList<>(send(service, mtu, frame, firstLength));
        final int link = LINK + (frame[12] == (byte) 0x81 ? 4 : 0);
        final int largest =
                fragments.stream().mapToInt(f -> f.length - link).max().orElseThrow();
        assertTrue(largest <= mtu, () -> largest + " octets");
        assertTrue(fragments.size() > 1);
        Collections.shuffle(fragments, random);
        assertArrayEquals(SlowFragments.unmarked(whole, link), SlowFragments.join(fragments, link));
    }

    private static List<byte[]> send(final Service service, final int mtu, final byte[] frame, final int firstLength) {
        try (Rig rig = rig(service, mtu)) {
            rig.receive(rig.pool.packet(frame, firstLength));
            final List<byte[]> sent = rig.burst();
            assertEquals(Verdict.FORWARDED, rig.verdict());
            assertEquals(0, rig.pool.inUse());
            return sent;
        }
    }

    private static void assertForwardedOnce(final Rig rig) {
        assertEquals(Verdict.FORWARDED, rig.verdict());
        assertEquals(1, rig.worker.counters().packets(Verdict.FORWARDED));
        assertEquals(1, rig.worker.counters().backendPackets(0));
        assertEquals(0, rig.pool.inUse());
    }

    private static FrameBuilder udp4(final int payload) {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(40000, 80, payload);
    }

    private static Rig rig(final Service service, final int mtu) {
        return new Rig(List.of(service), (s, backend) -> mtu(Sites.route(s, backend), mtu));
    }

    private static Route mtu(final Route route, final int mtu) {
        return new Route(route.port(), mtu, route.stationMac(), route.nextHopMac(), route.outerSource());
    }
}
