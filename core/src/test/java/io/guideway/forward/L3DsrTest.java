package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.L3Dsr;
import io.guideway.ring.Mbuf;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mode l3dsr: the packet that leaves is the one that a client of the backend's own address would have sent, but for its DSCP. */
class L3DsrTest {
    private static final String BACKEND4 = "10.0.1.1";
    private static final String BACKEND6 = "fd00:1::1";
    private static final int DSCP = 7;

    @Test
    void tcpAndUdpOfBothFamiliesGoToTheBackendWithTheMark() {
        assertRedirected(VIP4, Protocol.TCP, p -> p.tcp(40000, 80, 11).trafficClass(0xBA));
        assertRedirected(VIP4, Protocol.UDP, p -> p.udp(40000, 80, 11).options(12));
        assertRedirected(VIP6, Protocol.TCP, p -> p.tcp(40000, 80, 11).trafficClass(0x03));
        assertRedirected(VIP6, Protocol.UDP, p -> p.udp(40000, 80, 11).flowLabel(0xABCDE));
        assertRedirected(
                VIP6, Protocol.TCP, p -> p.extension(60, 24).tcp(40000, 80, 0).padding(9));
        assertRedirected(
                VIP4, Protocol.TCP, p -> p.tag(0x8100, 7).tcp(40000, 80, 0).flags(0));
    }

    @Test
    void udpWithoutChecksumStaysWithoutOne() {
        assertRedirected(VIP4, Protocol.UDP, p -> p.udp(40000, 80, new byte[] {1, 2, 3}, false));
        assertRedirected(VIP6, Protocol.UDP, p -> p.udp(40000, 80, new byte[] {1, 2, 3}, false));
    }

    /** Of all payloads of two octets one makes the sum 0, which UDP writes as all ones, and one did so before. */
    @Test
    void aChecksumThatComesOutAsZeroIsWrittenAsAllOnes() {
        int allOnes = 0;
        try (Rig rig = rig(VIP4, Protocol.UDP, marked(false))) {
            for (int payload = 0; payload < 0x10000; payload++) {
                final byte[] octets = {(byte) (payload >>> 8), (byte) payload};
                final byte[] sent = rig.walk(FrameBuilder.packet(CLIENT4, VIP4)
                                .udp(40000, 80, octets, true)
                                .frame())
                        .getFirst();
                final byte[] expected = FrameBuilder.packet(CLIENT4, BACKEND4)
                        .macs(Rig.STATION, NEXT_HOP)
                        .trafficClass(DSCP << 2)
                        .udp(40000, 80, octets, true)
                        .frame();
                assertEquals(
                        -1,
                        Arrays.mismatch(expected, sent),
                        () -> HexFormat.of().formatHex(octets));
                allOnes += ByteBuffer.wrap(sent).getShort(14 + 20 + 6) == -1 ? 1 : 0;
            }
        }
        assertEquals(1, allOnes);
    }

    @Test
    void theHopsAreTakenWhereTheServiceSaysSo() {
        try (Rig rig = rig(VIP4, Protocol.TCP, marked(true))) {
            final byte[] expected = FrameBuilder.packet(CLIENT4, BACKEND4)
                    .macs(Rig.STATION, NEXT_HOP)
                    .trafficClass(DSCP << 2)
                    .ttl(1)
                    .tcp(40000, 80, 3)
                    .frame();
            final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, 3);
            assertFrames(List.of(expected), rig.walk(packet.ttl(2).frame()));
            assertTrue(rig.walk(packet.ttl(1).frame()).isEmpty());
            assertEquals(Verdict.TTL_EXPIRED, rig.verdict());
        }
    }

    @Test
    void ofWhatExceedsTheMtuTheSenderIsTold() {
        try (Rig rig = rig(VIP4, Protocol.UDP, marked(false))) {
            rig.walk(FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 1472).frame());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            rig.walk(FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 1473).frame());
            assertEquals(Verdict.ANSWERED, rig.verdict());
        }
    }

    /** The first fragment has the checksum of the whole datagram; a later one has none, and its octets are left alone. */
    @ParameterizedTest
    @CsvSource({"0x2000, true", "0x0001, false", "0x2009, false"})
    void fragmentsOfIpv4(final String flags, final boolean isFirst) {
        final int word = Integer.decode(flags);
        final byte[] datagram = transport(BACKEND4, CLIENT4);
        final FrameBuilder before = FrameBuilder.packet(CLIENT4, VIP4)
                .payload(Transport.UDP, isFirst ? transport(VIP4, CLIENT4) : datagram)
                .flags(word);
        final FrameBuilder after = FrameBuilder.packet(CLIENT4, BACKEND4)
                .trafficClass(DSCP << 2)
                .payload(Transport.UDP, datagram)
                .flags(word);
        assertFragment(before, after, VIP4, 20, Transport.UDP);
    }

    @ParameterizedTest
    @CsvSource({"0, true, true", "5, true, false", "5, false, false"})
    void fragmentsOfIpv6(final int offset, final boolean more, final boolean isFirst) {
        final byte[] datagram = transport(BACKEND6, CLIENT6);
        final FrameBuilder before = FrameBuilder.packet(CLIENT6, VIP6)
                .fragment(offset, more)
                .payload(Transport.UDP, isFirst ? transport(VIP6, CLIENT6) : datagram);
        final FrameBuilder after = FrameBuilder.packet(CLIENT6, BACKEND6)
                .trafficClass(DSCP << 2)
                .fragment(offset, more)
                .payload(Transport.UDP, datagram);
        assertFragment(before, after, VIP6, 48, Transport.UDP);
    }

    @Test
    void whatHasNoChecksumOfItsOwnKeepsItsPayload() {
        final byte[] payload = transport(VIP4, CLIENT4);
        for (final int protocol : new int[] {Transport.ICMP, 132, 47, 50}) {
            assertFragment(
                    FrameBuilder.packet(CLIENT4, VIP4).payload(protocol, payload),
                    FrameBuilder.packet(CLIENT4, BACKEND4)
                            .trafficClass(DSCP << 2)
                            .payload(protocol, payload),
                    VIP4,
                    20,
                    protocol);
        }
    }

    /** ICMPv6 is summed with the addresses, ICMP is not. */
    @Test
    void icmpv6GoesWithTheAddresses() {
        final ByteBuffer echo = ByteBuffer.allocate(16).putShort((short) 0x8000);
        final byte[] before = summed(echo.array(), VIP6, CLIENT6, Transport.ICMPV6, 2);
        final byte[] after = summed(echo.array(), BACKEND6, CLIENT6, Transport.ICMPV6, 2);
        assertFragment(
                FrameBuilder.packet(CLIENT6, VIP6).payload(Transport.ICMPV6, before),
                FrameBuilder.packet(CLIENT6, BACKEND6).trafficClass(DSCP << 2).payload(Transport.ICMPV6, after),
                VIP6,
                40,
                Transport.ICMPV6);
    }

    /** A first fragment too short for its checksum: it stands in the next one, where nobody would find it. */
    @Test
    void aChecksumThatIsNotThereCannotBeChanged() {
        final byte[] frame = FrameBuilder.packet(CLIENT4, VIP4)
                .payload(Transport.TCP, new byte[16])
                .flags(0x2000)
                .frame();
        assertEquals(Verdict.NO_CHECKSUM, rewrite(frame, VIP4, 20, Transport.TCP));
        assertEquals(
                HexFormat.of()
                        .formatHex(FrameBuilder.packet(CLIENT4, VIP4)
                                .payload(Transport.TCP, new byte[16])
                                .flags(0x2000)
                                .frame()),
                HexFormat.of().formatHex(frame));
    }

    private static void assertRedirected(
            final String vip, final Protocol protocol, final Function<FrameBuilder, FrameBuilder> shape) {
        final boolean ipv4 = vip.equals(VIP4);
        final String client = ipv4 ? CLIENT4 : CLIENT6;
        final byte[] frame = shape.apply(FrameBuilder.packet(client, vip)).frame();
        final FrameBuilder expected = shape.apply(FrameBuilder.packet(client, ipv4 ? BACKEND4 : BACKEND6))
                .macs(Rig.STATION, NEXT_HOP);
        final int link = ByteBuffer.wrap(frame).getShort(12) == (short) 0x8100 ? 18 : 14;
        final int ecn = (ipv4 ? frame[link + 1] : frame[link + 1] >>> 4) & 0x03;
        try (Rig rig = rig(vip, protocol, marked(false))) {
            assertFrames(List.of(expected.trafficClass(DSCP << 2 | ecn).frame()), rig.walk(frame));
        }
    }

    /** Fragments and other protocols do not come from the classifier; so they are handed to the mode itself. */
    private static void assertFragment(
            final FrameBuilder before,
            final FrameBuilder after,
            final String vip,
            final int transport,
            final int protocol) {
        final byte[] frame = before.frame();
        assertEquals(Verdict.FORWARDED, rewrite(frame, vip, transport, protocol));
        assertFrames(List.of(after.macs(Rig.STATION, NEXT_HOP).frame()), List.of(frame));
    }

    /** Rewrites {@code frame} itself. */
    private static Verdict rewrite(final byte[] frame, final String vip, final int transport, final int protocol) {
        final boolean ipv4 = vip.equals(VIP4);
        final Service service =
                Sites.with(service(vip, Protocol.UDP, Mode.L3DSR, backends(ipv4 ? BACKEND4 : BACKEND6)), marked(false));
        try (BackendTable table = new BackendTable(List.of(service), Sites::route);
                MemoryMbufPool pool = new MemoryMbufPool(1, 2048)) {
            final long mbuf = pool.packet(frame);
            final long network = Mbuf.data(mbuf) + 14;
            final int length = frame.length - 14;
            final boolean isFragment = ipv4 ? (ByteBuffer.wrap(frame).getShort(20) & 0x3FFF) != 0 : frame[14 + 6] == 44;
            final int verdict = isFragment
                    ? L3Dsr.rewriteFragment(
                            table.record(0), mbuf, network, 14, length, network + transport, !ipv4, protocol)
                    : L3Dsr.rewrite(table.record(0), mbuf, network, 14, length, network + transport, !ipv4, protocol);
            System.arraycopy(MemoryMbufPool.content(mbuf), 0, frame, 0, frame.length);
            return Verdict.of(verdict);
        }
    }

    private static byte[] transport(final String destination, final String client) {
        final byte[] datagram = ByteBuffer.allocate(32)
                .putShort((short) 40000)
                .putShort((short) 80)
                .putShort((short) 200)
                .array();
        return summed(datagram, destination, client, Transport.UDP, 6);
    }

    /** With its checksum over a pseudo-header and all of it (RFC 8200, section 8.1), slowly. */
    private static byte[] summed(
            final byte[] octets, final String destination, final String source, final int protocol, final int at) {
        final ByteBuffer all = ByteBuffer.allocate(40 + octets.length);
        for (final IpAddress address : List.of(IpAddress.parse(source), IpAddress.parse(destination))) {
            all.putLong(address.high()).putLong(address.low());
        }
        all.putInt(octets.length).putInt(protocol).put(octets).putShort(40 + at, (short) 0);
        int sum = 0;
        for (int i = 0; i < all.capacity(); i += 2) {
            sum += all.getShort(i) & 0xFFFF;
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        final byte[] whole = octets.clone();
        ByteBuffer.wrap(whole).putShort(at, (short) ~sum);
        return whole;
    }

    private static Outer marked(final boolean decrements) {
        return new Outer(64, Outer.DontFragment.COPY, DSCP, Outer.Ecn.NORMAL, decrements, Outer.DEFAULT.gue());
    }

    private static Rig rig(final String vip, final Protocol protocol, final Outer outer) {
        final String backend = vip.equals(VIP4) ? BACKEND4 : BACKEND6;
        return new Rig(List.of(Sites.with(service(vip, protocol, Mode.L3DSR, backends(backend)), outer)), Sites::route);
    }

    private static void assertFrames(final List<byte[]> expected, final List<byte[]> actual) {
        final HexFormat hex = HexFormat.ofDelimiter(" ");
        assertEquals(
                String.join("\n", expected.stream().map(hex::formatHex).toList()),
                String.join("\n", actual.stream().map(hex::formatHex).toList()));
    }
}
