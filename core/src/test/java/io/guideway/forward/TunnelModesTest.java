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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Prefix;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Outer.DontFragment;
import io.guideway.service.Outer.Ecn;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes gre and gue, and the outer fields that a service may choose: whole frames, octet by octet. */
class TunnelModesTest {
    /** In an ICMP error over IPv4: behind Ethernet, IP and ICMP, the ninth octet of the quoted header. */
    private static final int QUOTED_TTL = 14 + 20 + 8 + 8;

    private static final String BACKEND4 = "10.0.1.1";
    private static final String BACKEND6 = "fd00:1::1";
    private static final Outer.Gue GUE = Outer.DEFAULT.gue();

    @ParameterizedTest
    @CsvSource({
        VIP4 + "," + BACKEND4 + ", 00000800",
        VIP6 + "," + BACKEND4 + ", 000086dd",
        VIP4 + "," + BACKEND6 + ", 00000800",
        VIP6 + "," + BACKEND6 + ", 000086dd"
    })
    void greTellsTheFamilyInside(final String vip, final String backend, final String greHeader) {
        final FrameBuilder packet = tcp(vip).trafficClass(0xB9);
        try (Rig rig = rig(service(vip, Protocol.TCP, Mode.GRE, backends(backend)))) {
            final List<byte[]> sent = rig.walk(packet.frame());
            final byte[] payload = join(HexFormat.of().parseHex(greHeader), packet.ip());
            assertFrame(outer(rig, backend, Transport.GRE, payload).trafficClass(0xB9), sent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        VIP4 + "," + BACKEND4 + ", 1, ''",
        VIP6 + "," + BACKEND4 + ", 1, ''",
        VIP4 + "," + BACKEND6 + ", 1, ''",
        VIP6 + "," + BACKEND6 + ", 1, ''",
        VIP4 + "," + BACKEND4 + ", 0, 00040000",
        VIP6 + "," + BACKEND4 + ", 0, 00290000",
        VIP4 + "," + BACKEND6 + ", 0, 00040000",
        VIP6 + "," + BACKEND6 + ", 0, 00290000"
    })
    void gueIsUdpFromAPortOfTheFlow(final String vip, final String backend, final int variant, final String gueHeader) {
        final FrameBuilder packet = tcp(vip).trafficClass(0x2E);
        final byte[] inside = join(HexFormat.of().parseHex(gueHeader), packet.ip());
        for (final boolean hasChecksum : new boolean[] {false, true}) {
            final Service service = service(vip, Protocol.TCP, Mode.GUE, backends(backend));
            try (Rig rig = rig(Sites.with(service, Sites.gue(6080, variant, hasChecksum)))) {
                final List<byte[]> sent = rig.walk(packet.frame());
                final FrameBuilder expected = outer(rig, backend, Transport.UDP, new byte[0])
                        .udp(0xC000 | (int) (hash(rig) >>> 50), 6080, inside, hasChecksum)
                        .trafficClass(0x2E);
                assertFrame(expected, sent);
            }
        }
    }

    @Test
    void guesPortIsConfigurable() {
        final FrameBuilder packet = udp4(0);
        final Service service = service(VIP4, Protocol.UDP, Mode.GUE, backends(BACKEND4));
        try (Rig rig = rig(Sites.with(service, Sites.gue(4000, 1, false)))) {
            final List<byte[]> sent = rig.walk(packet.padding(18).frame());
            final FrameBuilder expected = outer(rig, BACKEND4, Transport.UDP, new byte[0])
                    .udp(0xC000 | (int) (hash(rig) >>> 50), 4000, packet.ip(), false);
            assertFrame(expected, sent);
        }
    }

    /** The outer checksum spans segments, also where one ends in the middle of a word. */
    @ParameterizedTest
    @CsvSource({"62", "63", "64", "500", "999", "1041"})
    void guesChecksumIsOverAllSegments(final int firstLength) {
        final FrameBuilder packet = udp4(1000);
        final Service service = service(VIP4, Protocol.UDP, Mode.GUE, backends(BACKEND6));
        try (Rig rig = rig(Sites.with(service, Sites.gue(6080, 0, true)))) {
            rig.receive(rig.pool.packet(packet.frame(), firstLength));
            final List<byte[]> sent = rig.burst();
            final byte[] inside = join(HexFormat.of().parseHex("00040000"), packet.ip());
            assertFrame(
                    outer(rig, BACKEND6, Transport.UDP, new byte[0])
                            .udp(0xC000 | (int) (hash(rig) >>> 50), 6080, inside, true),
                    sent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IPIP, 1, 20",
        "GRE, 1, 24",
        "GUE, 1, 28",
        "GUE, 0, 32",
    })
    void theMtuIsUsedToItsLastOctetAndTheOverheadIsKnown(final Mode mode, final int variant, final int overhead) {
        final Outer outer = Sites.gue(6080, variant, false);
        try (Rig rig = rig(Sites.with(service(VIP4, Protocol.UDP, mode, backends(BACKEND4)), outer))) {
            rig.walk(udp4(1500 - overhead - 28).frame());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            rig.walk(udp4(1500 - overhead - 28 + 1).frame());
            assertEquals(Verdict.ANSWERED, rig.verdict());
        }
        try (Rig rig = rig(Sites.with(service(VIP6, Protocol.TCP, mode, backends(BACKEND6)), outer))) {
            final int overhead6 = overhead + 20;
            rig.walk(FrameBuilder.packet(CLIENT6, VIP6)
                    .tcp(1, 80, 1500 - overhead6 - 60)
                    .frame());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            rig.walk(FrameBuilder.packet(CLIENT6, VIP6)
                    .tcp(1, 80, 1500 - overhead6 - 60 + 1)
                    .frame());
            assertEquals(Verdict.ANSWERED, rig.verdict());
        }
    }

    @ParameterizedTest
    @CsvSource({"COPY, 0x4000, 0x4000, 0", "COPY, 0, 0, 1", "SET, 0, 0x4000, 0", "CLEAR, 0x4000, 0, 1"})
    void dfAsTheServiceChooses(
            final DontFragment df, final String inner, final String outer, final int identification) {
        final FrameBuilder packet = udp4(5).flags(Integer.decode(inner));
        final Outer choice = new Outer(9, df, Outer.COPIED, Ecn.NORMAL, false, GUE);
        try (Rig rig = rig(Sites.with(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4)), choice))) {
            final List<byte[]> sent = rig.walk(packet.frame());
            assertFrame(
                    outer(rig, BACKEND4, Ipv4.PROTOCOL, packet.ip())
                            .ttl(9)
                            .flags(Integer.decode(outer))
                            .identification(identification),
                    sent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, NORMAL, 0xBB, 0xBB",
        "-1, COMPATIBILITY, 0xBB, 0xB8",
        "10, NORMAL, 0xBB, 0x2B",
        "0, COMPATIBILITY, 0xBB, 0x00"
    })
    void dscpAndEcnAsTheServiceChooses(final int dscp, final Ecn ecn, final String inner, final String outer) {
        for (final String backend : List.of(BACKEND4, BACKEND6)) {
            final FrameBuilder packet = tcp(VIP6).trafficClass(Integer.decode(inner));
            final Outer choice = new Outer(64, DontFragment.COPY, dscp, ecn, false, GUE);
            try (Rig rig = rig(Sites.with(service(VIP6, Protocol.TCP, Mode.IPIP, backends(backend)), choice))) {
                final List<byte[]> sent = rig.walk(packet.frame());
                assertFrame(outer(rig, backend, Ipv6.PROTOCOL, packet.ip()).trafficClass(Integer.decode(outer)), sent);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"L2DSR", "IPIP", "GRE", "GUE"})
    void whoeverWantsItLosesAHopInside(final Mode mode) {
        final Outer choice = new Outer(64, DontFragment.COPY, Outer.COPIED, Ecn.NORMAL, true, GUE);
        try (Rig rig = rig(Sites.with(service(VIP4, Protocol.TCP, mode, backends(BACKEND4)), choice));
                Rig plain = rig(service(VIP4, Protocol.TCP, mode, backends(BACKEND4)))) {
            final FrameBuilder packet = tcp(VIP4).options(8);
            final List<byte[]> expected = plain.walk(packet.ttl(63).frame());
            assertFrames(expected, rig.walk(packet.ttl(64).frame()));
            assertTrue(rig.walk(packet.ttl(1).frame()).isEmpty());
            assertEquals(Verdict.TTL_EXPIRED, rig.verdict());
        }
    }

    @Test
    void anIpv6PacketLosesAHopToo() {
        final Outer choice = new Outer(64, DontFragment.COPY, Outer.COPIED, Ecn.NORMAL, true, GUE);
        try (Rig rig = rig(Sites.with(service(VIP6, Protocol.TCP, Mode.IPIP, backends(BACKEND4)), choice))) {
            final FrameBuilder packet = tcp(VIP6);
            final List<byte[]> sent = rig.walk(packet.ttl(2).frame());
            assertFrame(outer(rig, BACKEND4, Ipv6.PROTOCOL, packet.ttl(1).ip()), sent);
            assertTrue(rig.walk(packet.ttl(1).frame()).isEmpty());
            assertEquals(Verdict.TTL_EXPIRED, rig.verdict());
        }
    }

    /** What is not sent is not changed either: whoever answers it quotes it as it came. */
    @Test
    void whatIsTooBigKeepsItsHops() {
        final Outer choice = new Outer(64, DontFragment.COPY, Outer.COPIED, Ecn.NORMAL, true, GUE);
        try (Rig rig = rig(Sites.with(service(VIP4, Protocol.UDP, Mode.GRE, backends(BACKEND4)), choice))) {
            final byte[] frame = udp4(1472).frame();
            final long mbuf = rig.pool.packet(frame);
            rig.receive(mbuf);
            final byte[] told = rig.burst().getFirst();
            assertEquals(Verdict.ANSWERED, rig.verdict());
            assertEquals(64, told[QUOTED_TTL]);
        }
    }

    @Test
    void flowsAreSpreadOverAPrefixOfSourcesAndEachStaysWithItsOwn() {
        final Set<IpAddress> seen4 = sources(Prefix.parse("10.200.0.0/28"), BACKEND4);
        assertEquals(16, seen4.size());
        final Set<IpAddress> seen6 = sources(Prefix.parse("fd00:5::/64"), BACKEND6);
        assertEquals(300, seen6.size());
    }

    private static Set<IpAddress> sources(final Prefix prefix, final String backend) {
        final Set<IpAddress> seen = new HashSet<>();
        try (Rig rig =
                new Rig(List.of(service(VIP4, Protocol.TCP, Mode.IPIP, backends(backend))), (s, b) -> spread(prefix))) {
            for (int port = 1; port <= 300; port++) {
                final byte[] frame =
                        FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 0).frame();
                final byte[] first = rig.walk(frame).getFirst();
                final IpAddress source = source(first);
                assertTrue(prefix.contains(source), source::toString);
                assertEquals(source, source(rig.walk(frame).getFirst()));
                seen.add(source);
            }
        }
        return seen;
    }

    /** Also of the checksum, which changes with the source. */
    @Test
    void aSourceOutOfAPrefixMakesARightHeader() {
        for (int port = 1; port <= 300; port++) {
            final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 3);
            final Prefix prefix = Prefix.parse("10.200.0.0/13");
            try (Rig rig = new Rig(
                    List.of(service(VIP4, Protocol.TCP, Mode.IPIP, backends(BACKEND4))), (s, b) -> spread(prefix))) {
                final List<byte[]> sent = rig.walk(packet.frame());
                final int last = (int) (hash(rig) >>> 32) & (1 << 19) - 1;
                final IpAddress source = IpAddress.ipv4(prefix.address().ipv4Bits() | last);
                assertFrame(
                        FrameBuilder.packet(source, IpAddress.parse(BACKEND4))
                                .macs(Rig.STATION, NEXT_HOP)
                                .identification(0)
                                .payload(Ipv4.PROTOCOL, packet.ip()),
                        sent);
            }
        }
    }

    private static Route spread(final Prefix prefix) {
        return new Route(0, Sites.MTU, Rig.STATION, NEXT_HOP, prefix.first(), prefix.hostBits());
    }

    private static IpAddress source(final byte[] frame) {
        final ByteBuffer octets = ByteBuffer.wrap(frame);
        return frame[14] >>> 4 == 4
                ? IpAddress.ipv4(octets.getInt(14 + Ipv4.SOURCE))
                : new IpAddress(octets.getLong(14 + Ipv6.SOURCE), octets.getLong(14 + Ipv6.SOURCE + 8));
    }

    private static long hash(final Rig rig) {
        return Packet.hash(rig.worker.batch().packet(0));
    }

    private static FrameBuilder tcp(final String vip) {
        return FrameBuilder.packet(vip.equals(VIP4) ? CLIENT4 : CLIENT6, vip).tcp(40000, 80, 11);
    }

    private static FrameBuilder udp4(final int payload) {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(40000, 80, payload);
    }

    private static FrameBuilder outer(final Rig rig, final String backend, final int protocol, final byte[] payload) {
        return FrameBuilder.packet(backend.equals(BACKEND4) ? NODE4 : NODE6, backend)
                .macs(Rig.STATION, NEXT_HOP)
                .identification(0)
                .flowLabel((int) (hash(rig) >>> 44))
                .payload(protocol, payload);
    }

    private static byte[] join(final byte[] first, final byte[] second) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static Rig rig(final Service service) {
        return new Rig(List.of(service), Sites::route);
    }

    private static void assertFrame(final FrameBuilder expected, final List<byte[]> actual) {
        assertFrames(List.of(expected.frame()), actual);
    }

    private static void assertFrames(final List<byte[]> expected, final List<byte[]> actual) {
        final HexFormat hex = HexFormat.ofDelimiter(" ");
        assertEquals(
                String.join("\n", expected.stream().map(hex::formatHex).toList()),
                String.join("\n", actual.stream().map(hex::formatHex).toList()));
    }
}
