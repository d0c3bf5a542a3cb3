package io.guideway.forward;

import static io.guideway.forward.QuicSites.CONFIGS;
import static io.guideway.forward.QuicSites.FOUR_PASSES;
import static io.guideway.forward.QuicSites.MARK;
import static io.guideway.forward.QuicSites.ONE_BLOCK;
import static io.guideway.forward.QuicSites.PLAIN;
import static io.guideway.forward.QuicSites.address;
import static io.guideway.forward.QuicSites.backends;
import static io.guideway.forward.QuicSites.connectionId;
import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.QuicConfig;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which backend QUIC packets go to: frames through a whole worker. */
class QuicRoutingTest {
    private static final int[] ALL = IntStream.rangeClosed(1, 9).toArray();

    private static Rig rig(final Service... services) {
        return new Rig(List.of(services), QuicSites::route);
    }

    private static Rig rig() {
        return rig(QuicSites.service(VIP4, backends(ALL)));
    }

    private static FrameBuilder frame(final int port, final byte[] datagram) {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(port, 443, datagram);
    }

    static Stream<QuicConfig> configs() {
        return CONFIGS.stream();
    }

    static Stream<Arguments> configsAndBackends() {
        return configs().flatMap(config -> Arrays.stream(ALL).mapToObj(backend -> Arguments.of(config, backend)));
    }

    @ParameterizedTest
    @MethodSource("configsAndBackends")
    void aConnectionKeepsItsBackendWhateverAddressAndPortItsClientTakes(final QuicConfig config, final int backend) {
        try (Rig rig = rig()) {
            for (int i = 1; i < 100; i++) {
                final FrameBuilder packet = FrameBuilder.packet("198.51.100." + i, VIP4)
                        .udp(1024 + 7 * i, 443, QuicPackets.shortHeader(connectionId(config, backend, i / 10)));
                final List<byte[]> sent = rig.walk(packet.frame());
                assertEquals(1, sent.size());
                assertArrayEquals(packet.macs(Rig.STATION, MARK | backend).frame(), sent.getFirst());
            }
            assertEquals(99, rig.worker.counters().packets(Choice.QUIC));
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void soItDoesOverIpv6BehindExtensionHeadersAndTags(final QuicConfig config) {
        try (Rig rig = rig(QuicSites.service(VIP6, backends(ALL)))) {
            final FrameBuilder packet = FrameBuilder.packet(CLIENT6, VIP6)
                    .extension(60, 24)
                    .tag(Ethernet.TYPE_VLAN, 7)
                    .udp(50000, 443, QuicPackets.shortHeader(connectionId(config, 4, 1)));
            final byte[] sent = rig.walk(packet.frame()).getFirst();
            assertArrayEquals(packet.macs(Rig.STATION, MARK | 4).frame(), sent);
        }
    }

    /** Initial, 0-RTT, Handshake and Retry of version 1, version 2, a version that nobody knows, and no version. */
    @ParameterizedTest
    @CsvSource({"0xC0, 1", "0xD0, 1", "0xE3, 1", "0xF0, 1", "0xD3, 0x6b3343cf", "0xFF, 0x7ACEB00C", "0x80, 0", "0x80, 1"
    })
    void aLongHeaderCountsAsSoonAsTheServerChoseTheId(final String firstOctet, final String version) {
        try (Rig rig = rig()) {
            for (final QuicConfig config : CONFIGS) {
                final byte[] datagram = QuicPackets.longHeader(
                        Integer.decode(firstOctet), Integer.decode(version), connectionId(config, 7, 3));
                assertEquals(7, backend(rig, frame(50000, datagram)));
            }
        }
    }

    /** The fixed bit may be anything (RFC 9287), and so may all bits that belong to a version. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x3F, 0x40, 0x7F})
    void noBitOfTheFirstOctetMattersButTheHeaderForm(final int firstOctet) {
        try (Rig rig = rig()) {
            final byte[] datagram = QuicPackets.shortHeader(firstOctet, connectionId(FOUR_PASSES, 3, 1));
            assertEquals(3, backend(rig, frame(50000, datagram)));
        }
    }

    /** What a server appends for its own use is not looked at (section 5.4). */
    @Test
    void anIdMayBeLongerThanItsConfigurationSays() {
        try (Rig rig = rig()) {
            final byte[] longer = Arrays.copyOf(connectionId(PLAIN, 8, 1), 20);
            assertEquals(8, backend(rig, frame(50000, QuicPackets.longHeader(longer))));
            final byte[] evenLonger = Arrays.copyOf(connectionId(ONE_BLOCK, 8, 1), 255);
            assertEquals(8, backend(rig, frame(50000, QuicPackets.longHeader(evenLonger))));
        }
    }

    @Test
    void theFirstOfCoalescedPacketsDecides() {
        try (Rig rig = rig()) {
            final byte[] first = QuicPackets.longHeader(connectionId(FOUR_PASSES, 2, 1));
            final byte[] second = QuicPackets.shortHeader(connectionId(FOUR_PASSES, 5, 1));
            final byte[] both = ByteBuffer.allocate(first.length + second.length)
                    .put(first)
                    .put(second)
                    .array();
            assertEquals(2, backend(rig, frame(50000, both)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 7})
    void idsOfNoKnownConfigurationGoByTheirFlow(final int id) {
        final byte[] connectionId = connectionId(PLAIN, 1, 1);
        connectionId[0] = (byte) (id << 5 | connectionId[0] & 0x1F);
        assertFallback(QuicPackets.shortHeader(connectionId), Choice.QUIC_CONFIG);
        assertFallback(QuicPackets.longHeader(connectionId), Choice.QUIC_CONFIG);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void idsThatNameNoBackendGoByTheirFlow(final QuicConfig config) {
        assertFallback(QuicPackets.shortHeader(connectionId(config, 77, 1)), Choice.QUIC_SERVER);
        assertFallback(QuicPackets.longHeader(connectionId(config, 251, 1)), Choice.QUIC_SERVER);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void datagramsThatEndTooEarlyGoByTheirFlow(final QuicConfig config) {
        final byte[] connectionId = connectionId(config, 1, 1);
        final byte[] shortHeader = QuicPackets.shortHeader(connectionId);
        for (int length = 0; length < 1 + connectionId.length; length++) {
            assertFallback(Arrays.copyOf(shortHeader, length), Choice.QUIC_SHORT);
        }
        final byte[] longHeader = QuicPackets.longHeader(connectionId);
        for (int length = 1; length < 6 + connectionId.length; length++) {
            assertFallback(Arrays.copyOf(longHeader, length), Choice.QUIC_SHORT);
        }
        try (Rig rig = rig()) {
            assertEquals(1, backend(rig, frame(50000, Arrays.copyOf(shortHeader, 1 + connectionId.length))));
            assertEquals(1, backend(rig, frame(50000, Arrays.copyOf(longHeader, 6 + connectionId.length))));
        }
    }

    /** As an Initial may have it: of eight octets, or of none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 16})
    void idsThatAreShorterThanTheirConfigurationGoByTheirFlow(final int octets) {
        assertFallback(QuicPackets.longHeader(Arrays.copyOf(connectionId(ONE_BLOCK, 1, 1), octets)), Choice.QUIC_SHORT);
    }

    private static void assertFallback(final byte[] datagram, final Choice reason) {
        final List<Backend> all = backends(ALL);
        final Service with = QuicSites.service(VIP4, all);
        try (Rig rig = rig(with);
                Rig plain = rig(with.with(Handling.DEFAULT))) {
            for (int port = 1000; port < 1050; port++) {
                final FrameBuilder packet = frame(port, datagram);
                assertArrayEquals(
                        plain.walk(packet.frame()).getFirst(),
                        rig.walk(packet.frame()).getFirst());
            }
            assertEquals(50, rig.worker.counters().packets(reason));
            assertEquals(0, rig.worker.counters().packets(Choice.QUIC));
            assertTrue(rig.worker.batch().slot(0) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8})
    void anIdThatBeginsInTheNextSegmentIsNotLookedAt(final int octetsInFirst) {
        final byte[] datagram = QuicPackets.shortHeader(connectionId(FOUR_PASSES, 3, 1));
        final byte[] frame = frame(50000, datagram).frame();
        try (Rig rig = rig()) {
            rig.receive(rig.pool.packet(frame, 14 + 20 + 8 + octetsInFirst));
            assertEquals(1, rig.burst().size());
            assertEquals(1, rig.worker.counters().packets(Choice.QUIC_SHORT));
        }
    }

    @Test
    void aBackendThatDrainsKeepsItsConnectionsAndOneThatFailedDoesNot() {
        final List<Backend> backends =
                List.of(new Backend(address(1), 1), new Backend(address(2), 0), new Backend(address(3), 0, false));
        try (Rig rig = rig(QuicSites.service(VIP4, backends))) {
            assertEquals(2, backend(rig, shortHeader(2)));
            assertEquals(1, backend(rig, shortHeader(3)));
            assertEquals(1, rig.worker.counters().packets(Choice.QUIC_SERVER));
        }
    }

    @ParameterizedTest
    @CsvSource({"L2DSR", "IPIP"})
    void soItDoesWhereNoBackendTakesNewConnections(final Mode mode) {
        final List<Backend> backends = List.of(new Backend(address(1), 0), new Backend(address(2), 0));
        final Service service = QuicSites.service(VIP4, mode, FlowTracking.DEFAULT, backends);
        try (Rig rig = rig(service)) {
            assertEquals(2, backend(rig, shortHeader(2)));
            assertEquals(1, rig.worker.counters().backendPackets(1));
            rig.walk(shortHeader(9).frame());
            assertEquals(Verdict.NO_BACKEND, rig.verdict());
            assertEquals(2, rig.worker.counters().received());
        }
    }

    private static FrameBuilder shortHeader(final int backend) {
        return frame(50000, QuicPackets.shortHeader(connectionId(FOUR_PASSES, backend, 1)));
    }

    @Test
    void otherServicesAndOtherPacketsAreLeftAlone() {
        final Service quic = QuicSites.service(VIP4, backends(ALL));
        final Service web = Sites.service(VIP4, Protocol.TCP, Mode.L2DSR, backends(ALL));
        final Service dns = Sites.service(VIP6, Protocol.UDP, Mode.L2DSR, backends(ALL));
        final byte[] datagram = QuicPackets.shortHeader(connectionId(PLAIN, 4, 1));
        try (Rig all = rig(web, quic, dns);
                Rig plain = rig(web, dns)) {
            for (int port = 1000; port < 1200; port++) {
                final byte[] tcp =
                        FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 40).frame();
                final byte[] udp = FrameBuilder.packet(CLIENT6, VIP6)
                        .udp(port, 80, datagram)
                        .frame();
                assertArrayEquals(plain.walk(tcp).getFirst(), all.walk(tcp).getFirst());
                assertArrayEquals(plain.walk(udp).getFirst(), all.walk(udp).getFirst());
            }
            all.walk(frame(50000, datagram).flags(0x2000).frame());
            all.walk(FrameBuilder.packet(CLIENT4, VIP4).payload(1, datagram).frame());
            all.walk(FrameBuilder.packet(CLIENT4, "203.0.113.99")
                    .udp(1, 443, datagram)
                    .frame());
            for (final Choice choice : Choice.values()) {
                assertEquals(0, all.worker.counters().packets(choice));
            }
        }
    }

    @Test
    void aBurstOfAllSortsIsSortedOut() {
        try (Rig rig = rig()) {
            for (int i = 0; i < Batch.CAPACITY; i++) {
                final byte[] id = connectionId(CONFIGS.get(i % 3), 1 + i % 9, i);
                rig.receive(frame(1000 + i, QuicPackets.shortHeader(id)).frame());
            }
            final List<byte[]> sent = rig.burst();
            for (int i = 0; i < Batch.CAPACITY; i++) {
                assertEquals(1 + i % 9, QuicSites.backend(sent.get(i)));
                assertEquals(Batch.NONE, rig.worker.batch().slot(i));
            }
            assertEquals(Batch.CAPACITY, rig.worker.counters().packets(Choice.QUIC));
        }
    }

    private static int backend(final Rig rig, final FrameBuilder packet) {
        final List<byte[]> sent = rig.walk(packet.frame());
        assertEquals(1, sent.size());
        return QuicSites.backend(sent.getFirst());
    }
}
