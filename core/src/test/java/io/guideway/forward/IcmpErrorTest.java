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
import static io.guideway.packet.IcmpBuilder.first;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ICMP errors reach the backend of the flow that they are about. */
class IcmpErrorTest {
    private static final String ROUTER4 = "198.51.100.1";
    private static final String ROUTER6 = "2001:db8:e::1";
    private static final List<Backend> BACKENDS = backends("10.0.1.1", "10.0.1.2", "10.0.1.3", "fd00:1::1");
    private static final int HEADER4 = 20;
    private static final int HEADER6 = 40;

    /** On both VIPs, TCP and UDP. */
    private static List<Service> services(final Mode mode, final HashFields fields) {
        final List<Service> services = new ArrayList<>();
        for (final String vip : List.of(VIP4, VIP6)) {
            for (final Protocol protocol : Protocol.values()) {
                services.add(service(vip, protocol, mode, fields, BACKENDS));
            }
        }
        return services;
    }

    private static Rig rig(final Mode mode, final HashFields fields) {
        return new Rig(services(mode, fields), Sites::route);
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "3, 1", "11, 0", "12, 0"})
    void anErrorGoesInsideAsItCame(final int type, final int code) {
        final FrameBuilder error =
                error4(type, code, first(HEADER4 + 8, answer4(40000).ip()));
        try (Rig rig = new Rig(List.of(service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1"))), Sites::route)) {
            final byte[] expected = FrameBuilder.packet(NODE4, "10.0.1.1")
                    .macs(Rig.STATION, NEXT_HOP)
                    .identification(0)
                    .payload(4, error.ip())
                    .frame();
            assertSent(expected, rig.walk(error.frame()));
            assertEquals(Verdict.FORWARDED, rig.verdict());
            assertEquals(1, rig.worker.counters().backendPackets(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 0", "3, 0", "4, 1"})
    void anIpv6ErrorGoesInsideAsItCame(final int type, final int code) {
        final FrameBuilder error = error6(type, code, answer6(40000).ip());
        try (Rig rig = new Rig(List.of(service(VIP6, Protocol.TCP, Mode.IPIP, backends("fd00:1::1"))), Sites::route)) {
            final List<byte[]> sent = rig.walk(error.frame());
            final byte[] expected = FrameBuilder.packet(NODE6, "fd00:1::1")
                    .macs(Rig.STATION, NEXT_HOP)
                    .flowLabel((int) (Packet.hash(rig.worker.batch().packet(0)) >>> 44))
                    .payload(41, error.ip())
                    .frame();
            assertSent(expected, sent);
        }
    }

    @Test
    void l2dsrReaddressesTheFrame() {
        final FrameBuilder error = error4(3, 4, answer4(40000).ip());
        try (Rig rig = new Rig(List.of(service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1"))), Sites::route)) {
            final List<byte[]> sent = rig.walk(error.frame());
            assertSent(error.macs(Rig.STATION, NEXT_HOP).frame(), sent);
        }
    }

    @ParameterizedTest
    @EnumSource(HashFields.class)
    void errorsGoWhereTheirFlowsGoWhateverIsHashed(final HashFields fields) {
        for (final Mode mode : Mode.values()) {
            try (Rig rig = rig(mode, fields)) {
                for (int port = 1024; port < 1224; port++) {
                    assertSameBackend(
                            rig,
                            flow4(port),
                            error4(3, 4, first(HEADER4 + 8, answer4(port).ip())));
                    assertSameBackend(
                            rig,
                            flow6(port),
                            error6(2, 0, first(HEADER6 + 8, answer6(port).ip())));
                }
            }
        }
    }

    @Test
    void fourOctetsOfTheTransportHeaderAreEnough() {
        try (Rig rig = rig(Mode.IPIP, HashFields.FIVE_TUPLE)) {
            assertSameBackend(
                    rig,
                    flow4(5000),
                    error4(11, 0, first(HEADER4 + 4, answer4(5000).ip())));
            assertSameBackend(
                    rig,
                    flow6(5000),
                    error6(3, 0, first(HEADER6 + 4, answer6(5000).ip())));
            assertDrop(
                    rig,
                    Verdict.ICMP,
                    error4(11, 0, first(HEADER4 + 3, answer4(5000).ip())));
            assertDrop(
                    rig,
                    Verdict.ICMP,
                    error6(3, 0, first(HEADER6 + 3, answer6(5000).ip())));
        }
    }

    @Test
    void optionsAndExtensionHeadersAreSteppedOverInTheQuoteAndBeforeTheError() {
        try (Rig rig = rig(Mode.IPIP, HashFields.FIVE_TUPLE)) {
            final byte[] answer4 = answer4(6000).options(12).ip();
            assertSameBackend(rig, flow4(6000), error4(3, 4, first(HEADER4 + 12 + 8, answer4)));
            final byte[] answer6 =
                    answer6(6000).extension(60, 24).fragment(0, false).ip();
            final byte[] quote = first(HEADER6 + 32 + 8, answer6);
            assertSameBackend(rig, flow6(6000), error6(2, 0, quote));
            assertSameBackend(
                    rig, flow6(6000), error6(2, 0, quote).extension(0, 8).extension(43, 24));
        }
    }

    @Test
    void aFirstFragmentMayBeQuotedAndALaterOneHasNoPorts() {
        try (Rig rig = rig(Mode.IPIP, HashFields.FIVE_TUPLE)) {
            assertSameBackend(
                    rig, flow4(7000), error4(11, 1, answer4(7000).flags(0x2000).ip()));
            assertSameBackend(
                    rig,
                    flow6(7000),
                    error6(3, 1, answer6(7000).fragment(0, true).ip()));
            assertDrop(
                    rig, Verdict.ICMP, error4(11, 1, answer4(7000).flags(0x2001).ip()));
            assertDrop(
                    rig,
                    Verdict.ICMP,
                    error6(3, 1, answer6(7000).fragment(1, true).ip()));
        }
    }

    @Test
    void whatIsAboutNoFlowOfAServiceIsDropped() {
        try (Rig rig = rig(Mode.IPIP, HashFields.FIVE_TUPLE)) {
            final byte[] other = FrameBuilder.packet("203.0.113.11", CLIENT4)
                    .tcp(80, 9000, 0)
                    .ip();
            assertDrop(rig, Verdict.ICMP, error4(3, 4, other));
            final byte[] otherPort =
                    FrameBuilder.packet(VIP4, CLIENT4).tcp(81, 9000, 0).ip();
            assertDrop(rig, Verdict.ICMP, error4(3, 4, otherPort));
            final byte[] otherProtocol =
                    FrameBuilder.packet(VIP4, CLIENT4).payload(1, new byte[20]).ip();
            assertDrop(rig, Verdict.ICMP, error4(3, 4, otherProtocol));
            assertDrop(rig, Verdict.ICMP, error4(3, 4, flow4(9000).ip()));
            assertDrop(rig, Verdict.ICMP, error4(3, 4, new byte[0]));
            assertDrop(rig, Verdict.ICMP, error4(5, 0, answer4(9000).ip()));
            assertDrop(rig, Verdict.ICMP, error6(138, 0, answer6(9000).ip()));
            assertDrop(rig, Verdict.ICMP, error4(3, 4, answer6(9000).ip()));
        }
    }

    @Test
    void aServiceWithoutBackendsHasNoneForErrorsEither() {
        try (Rig rig = new Rig(List.of(service(VIP4, Protocol.TCP, Mode.IPIP, List.of())), Sites::route)) {
            assertDrop(rig, Verdict.NO_BACKEND, error4(3, 4, answer4(9000).ip()));
            assertEquals(1, rig.worker.counters().servicePackets(0));
        }
    }

    /** A slow reading of the RFCs says where a message goes, whatever was quoted, cut and changed. */
    @Property(tries = 2000)
    void anErrorGoesWhereTheSlowReadingSays(@ForAll final long seed) {
        final Random random = new Random(seed);
        final boolean ipv4 = random.nextBoolean();
        final int port = 1 + random.nextInt(65535);
        final boolean tcp = random.nextBoolean();
        final FrameBuilder answer = ipv4 ? FrameBuilder.packet(VIP4, CLIENT4) : FrameBuilder.packet(VIP6, CLIENT6);
        if (ipv4) {
            answer.options(4 * random.nextInt(11)).flags(random.nextInt(4) == 0 ? random.nextInt(1 << 14) : 0x4000);
        } else {
            for (int i = random.nextInt(4); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    answer.fragment(random.nextInt(2), random.nextBoolean());
                } else {
                    answer.extension(random.nextBoolean() ? 0 : 60, 8 * (1 + random.nextInt(3)));
                }
            }
        }
        final int serverPort = random.nextInt(8) == 0 ? 81 : 80;
        final int size = random.nextInt(64);
        final byte[] whole = (tcp ? answer.tcp(serverPort, port, size) : answer.udp(serverPort, port, size)).ip();
        final byte[] quote = random.nextBoolean() ? whole : Arrays.copyOf(whole, random.nextInt(whole.length));
        if (quote.length > 0 && random.nextInt(3) == 0) {
            quote[random.nextInt(Math.min(quote.length, 80))] = (byte) random.nextInt();
        }
        final SlowQuote slow = new SlowQuote(quote, IpAddress.parse(ipv4 ? VIP4 : VIP6));
        final FrameBuilder error = ipv4 ? error4(3, 4, quote) : error6(2, 0, quote);
        try (Rig rig = rig(Mode.IPIP, HashFields.values()[random.nextInt(3)])) {
            if (slow.isAnswer() && slow.serverPort == 80) {
                final FrameBuilder flow = FrameBuilder.packet(slow.client, slow.vip);
                final FrameBuilder packet =
                        slow.protocol == 6 ? flow.tcp(slow.clientPort, 80, 0) : flow.udp(slow.clientPort, 80, 0);
                rig.walk(packet.frame());
                if (rig.verdict() == Verdict.FORWARDED) { // a damaged quote may name a client that cannot be one
                    assertSameBackend(rig, packet, error);
                }
            } else {
                assertDrop(rig, Verdict.ICMP, error);
            }
        }
    }

    private static void assertSameBackend(final Rig rig, final FrameBuilder flow, final FrameBuilder error) {
        rig.walk(flow.frame());
        final int backend = rig.worker.batch().backend(0);
        assertTrue(backend >= 0);
        assertEquals(1, rig.walk(error.frame()).size());
        assertEquals(backend, rig.worker.batch().backend(0));
        assertEquals(0, rig.pool.inUse());
    }

    private static void assertDrop(final Rig rig, final Verdict verdict, final FrameBuilder error) {
        assertTrue(rig.walk(error.frame()).isEmpty());
        assertEquals(verdict, rig.verdict());
        assertEquals(0, rig.pool.inUse());
    }

    private static void assertSent(final byte[] expected, final List<byte[]> sent) {
        assertEquals(1, sent.size());
        assertArrayEquals(expected, sent.getFirst());
    }

    private static FrameBuilder flow4(final int port) {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 5);
    }

    private static FrameBuilder flow6(final int port) {
        return FrameBuilder.packet(CLIENT6, VIP6).udp(port, 80, 5);
    }

    private static FrameBuilder answer4(final int port) {
        return FrameBuilder.packet(VIP4, CLIENT4).tcp(80, port, 1000);
    }

    private static FrameBuilder answer6(final int port) {
        return port == 40000
                ? FrameBuilder.packet(VIP6, CLIENT6).tcp(80, port, 1000)
                : FrameBuilder.packet(VIP6, CLIENT6).udp(80, port, 1000);
    }

    private static FrameBuilder error4(final int type, final int code, final byte[] quote) {
        return IcmpBuilder.packet(ROUTER4, VIP4, type, code, 1400, quote);
    }

    private static FrameBuilder error6(final int type, final int code, final byte[] quote) {
        return IcmpBuilder.packet(ROUTER6, VIP6, type, code, 1400, quote);
    }
}
