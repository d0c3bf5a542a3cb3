package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node answers for its VIPs when somebody asks whether they are there. */
class EchoTest {
    private static final long ASKER = 0x0200_0000_0001L;
    private static final int ID = 0xABCD_0007;

    private final Rig rig = new Rig(
            List.of(
                    service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")),
                    service(VIP6, Protocol.UDP, Mode.L2DSR, List.of())),
            Sites::route);

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, rig.pool.inUse());
        rig.close();
    }

    @Test
    void ipv4IsAnsweredFromTheVip() {
        final FrameBuilder request = request4(48)
                .trafficClass(0xBB)
                .ttl(3)
                .identification(0x7777)
                .flags(0)
                .padding(3);
        final byte[] expected = reply4(48)
                .trafficClass(0xB8)
                .identification(0x7777)
                .flags(0)
                .padding(3)
                .frame();
        assertAnswer(expected, request);
    }

    @Test
    void ipv6IsAnsweredFromTheVip() {
        assertAnswer(
                reply6(7).trafficClass(0x20).flowLabel(0x12345).frame(),
                request6(7).trafficClass(0x21).flowLabel(0x12345).ttl(255));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void tagsStay(final int tags) {
        final FrameBuilder request = request6(8);
        final FrameBuilder reply = reply6(8);
        for (int i = 0; i < tags; i++) {
            request.tag(Ethernet.TYPE_VLAN, 100 + i);
            reply.tag(Ethernet.TYPE_VLAN, 100 + i);
        }
        assertAnswer(reply.frame(), request);
    }

    @Test
    void optionsOfTheRequestBecomeNoOperations() {
        final byte[] request = request4(8).options(8).frame();
        request[34] = 7; // record route
        request[35] = 7;
        request[36] = 4;
        repairChecksum(request, 28);
        assertArrayEquals(reply4(8).options(8).frame(), rig.walk(request).getFirst());
    }

    @Test
    void extensionHeadersAreLeftOut() {
        assertAnswer(reply6(9).frame(), request6(9).extension(0, 8).extension(60, 24));
        assertAnswer(
                reply6(9).tag(Ethernet.TYPE_VLAN, 5).frame(),
                request6(9).tag(Ethernet.TYPE_VLAN, 5).extension(0, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {14 + 20 + 8, 200})
    void aRequestInTwoSegmentsIsAnsweredInTwo(final int firstLength) {
        rig.receive(rig.pool.packet(request4(900).frame(), firstLength));
        assertArrayEquals(reply4(900).frame(), rig.burst().getFirst());
        rig.receive(rig.pool.packet(request6(900).extension(0, 8).frame(), firstLength + 40));
        assertArrayEquals(reply6(900).frame(), rig.burst().getFirst());
    }

    @Test
    void nobodyElseIsAnsweredFor() {
        assertDrop(Verdict.NOT_OURS, IcmpBuilder.packet(CLIENT4, "203.0.113.11", 8, 0, ID, new byte[8]));
        assertDrop(Verdict.NOT_OURS, IcmpBuilder.packet(CLIENT6, "2001:db8::11", 128, 0, ID, new byte[8]));
        assertDrop(Verdict.NOT_OURS, IcmpBuilder.packet(CLIENT4, "10.0.1.1", 8, 0, ID, new byte[8]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "127.0.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                VIP4
            })
    void nobodyIsAnsweredWhoIsNoHost(final String source) {
        assertDrop(
                source.equals(VIP4) ? Verdict.LAND : Verdict.MARTIAN_SOURCE,
                IcmpBuilder.packet(source, VIP4, 8, 0, ID, new byte[8]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "ff02::1", VIP6})
    void norOverIpv6(final String source) {
        assertDrop(
                source.equals(VIP6) ? Verdict.LAND : Verdict.MARTIAN_SOURCE,
                IcmpBuilder.packet(source, VIP6, 128, 0, ID, new byte[8]));
    }

    @Test
    void norAGroupOfStations() {
        assertDrop(Verdict.ICMP, request4(8).macs(0x0300_0000_0001L, Rig.STATION));
        assertDrop(Verdict.ICMP, request4(8).macs(0xFFFF_FFFF_FFFFL, Rig.STATION));
        assertDrop(Verdict.ICMP, request4(8).macs(0, Rig.STATION));
    }

    @Test
    void otherMessagesAreNotAnswered() {
        for (final int type : new int[] {0, 5, 13, 15, 17, 30}) {
            assertDrop(Verdict.ICMP, IcmpBuilder.packet(CLIENT4, VIP4, type, 0, ID, new byte[8]));
        }
        for (final int type : new int[] {133, 134, 137}) {
            assertDrop(Verdict.NEIGHBOUR_DISCOVERY, IcmpBuilder.packet(CLIENT6, VIP6, type, 0, ID, new byte[8]));
        }
        for (final int type : new int[] {129, 139}) {
            assertDrop(Verdict.ICMP, IcmpBuilder.packet(CLIENT6, VIP6, type, 0, ID, new byte[8]));
        }
        assertDrop(Verdict.ICMP, IcmpBuilder.packet(CLIENT4, VIP4, 8, 1, ID, new byte[8]));
        assertDrop(Verdict.ICMP, FrameBuilder.packet(CLIENT4, VIP4).payload(58, new byte[] {
            (byte) 128, 0, 0, 0, 0, 0, 0, 0
        }));
        assertDrop(Verdict.ICMP, FrameBuilder.packet(CLIENT4, VIP4).payload(1, new byte[] {8, 0, 0, 0, 0, 0, 0}));
    }

    @Test
    void answersAreLimitedInRate() {
        rig.nsPerLook = 0;
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, rig.walk(request4(8).frame()).size());
        }
        assertDrop(Verdict.ICMP_RATE, request4(8));
        rig.nsPerLook = 1_000_000;
        assertEquals(1, rig.walk(request6(8).frame()).size());
        assertEquals(1001, rig.worker.counters().packets(Verdict.ANSWERED));
    }

    @Property(tries = 1000)
    void theChecksumOfAnAnswerIsRightWhateverTheRequestCarries(
            @ForAll final long seed, @ForAll @IntRange(max = 600) final int length, @ForAll final boolean ipv4) {
        final byte[] body = new byte[length];
        final Random random = new Random(seed);
        random.nextBytes(body);
        final int rest = random.nextInt();
        try (Rig fresh = new Rig(
                List.of(
                        service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")),
                        service(VIP6, Protocol.UDP, Mode.L2DSR, List.of())),
                Sites::route)) {
            final FrameBuilder request = ipv4
                    ? IcmpBuilder.packet(CLIENT4, VIP4, 8, 0, rest, body)
                    : IcmpBuilder.packet(CLIENT6, VIP6, 128, 0, rest, body);
            final FrameBuilder reply = ipv4
                    ? IcmpBuilder.packet(VIP4, CLIENT4, 0, 0, rest, body)
                    : IcmpBuilder.packet(VIP6, CLIENT6, 129, 0, rest, body);
            assertArrayEquals(
                    reply.macs(Rig.STATION, ASKER).frame(),
                    fresh.walk(request.frame()).getFirst());
        }
    }

    private static FrameBuilder request4(final int length) {
        return IcmpBuilder.packet(CLIENT4, VIP4, 8, 0, ID, new byte[length]);
    }

    private static FrameBuilder reply4(final int length) {
        return IcmpBuilder.packet(VIP4, CLIENT4, 0, 0, ID, new byte[length]).macs(Rig.STATION, ASKER);
    }

    private static FrameBuilder request6(final int length) {
        return IcmpBuilder.packet(CLIENT6, VIP6, 128, 0, ID, new byte[length]);
    }

    private static FrameBuilder reply6(final int length) {
        return IcmpBuilder.packet(VIP6, CLIENT6, 129, 0, ID, new byte[length]).macs(Rig.STATION, ASKER);
    }

    private void assertAnswer(final byte[] expected, final FrameBuilder request) {
        final List<byte[]> sent = rig.walk(request.frame());
        assertEquals(Verdict.ANSWERED, rig.verdict());
        assertEquals(1, sent.size());
        assertArrayEquals(expected, sent.getFirst());
    }

    private void assertDrop(final Verdict verdict, final FrameBuilder request) {
        assertTrue(rig.walk(request.frame()).isEmpty());
        assertEquals(verdict, rig.verdict());
    }

    private static void repairChecksum(final byte[] frame, final int length) {
        int sum = 0;
        frame[24] = 0;
        frame[25] = 0;
        for (int i = 14; i < 14 + length; i += 2) {
            sum += (frame[i] & 0xFF) << 8 | frame[i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        frame[24] = (byte) (~sum >> 8);
        frame[25] = (byte) ~sum;
    }
}
