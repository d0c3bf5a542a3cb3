package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.NODE4;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets whose payload goes on in a second segment, where nobody needs to look. */
class SegmentsTest {
    private static final String BACKEND4 = "10.0.1.1";
    private static final int HEADERS4 = 14 + 20 + 20;
    private static final int HEADERS6 = 14 + 40 + 8;

    private final Rig rig = new Rig(
            List.of(
                    service(VIP4, Protocol.TCP, Mode.L2DSR, backends(BACKEND4)),
                    service(VIP6, Protocol.UDP, Mode.IPIP, backends(BACKEND4)),
                    service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4))),
            Sites::route);

    @AfterEach
    void bothSegmentsGoBack() {
        assertEquals(0, rig.pool.inUse());
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {HEADERS4, HEADERS4 + 1, HEADERS4 + 900})
    void l2dsrReaddressesTheFirstSegment(final int firstLength) {
        final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, 1000);
        final byte[] sent = sent(packet, firstLength);
        assertArrayEquals(packet.macs(Rig.STATION, NEXT_HOP).frame(), sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {HEADERS6, HEADERS6 + 1, HEADERS6 + 900})
    void ipipPutsItsHeaderBeforeTheFirstSegment(final int firstLength) {
        final FrameBuilder packet = FrameBuilder.packet(CLIENT6, VIP6).udp(40000, 80, 1000);
        final byte[] expected = FrameBuilder.packet(NODE4, BACKEND4)
                .macs(Rig.STATION, NEXT_HOP)
                .identification(0)
                .payload(Ipv6.PROTOCOL, packet.ip())
                .frame();
        assertArrayEquals(expected, sent(packet, firstLength));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 14, 33, 34, HEADERS4 - 1})
    void aHeaderThatGoesOnInTheSecondSegmentIsTruncated(final int firstLength) {
        rig.receive(rig.pool.packet(
                FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, 1000).frame(), firstLength));
        assertTrue(rig.burst().isEmpty());
        final Verdict expected = firstLength < 14
                ? Verdict.RUNT_FRAME
                : firstLength < 34 ? Verdict.IPV4_TRUNCATED : Verdict.TCP_TRUNCATED;
        assertEquals(expected, rig.verdict());
    }

    @Test
    void theMtuCountsBothSegments() {
        final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).udp(40000, 80, 1500 - 20 - 28 + 1);
        rig.receive(rig.pool.packet(packet.frame(), 200));
        assertEquals(1, rig.burst().size());
        assertEquals(Verdict.ANSWERED, rig.verdict());
    }

    private byte[] sent(final FrameBuilder packet, final int firstLength) {
        rig.receive(rig.pool.packet(packet.frame(), firstLength));
        final List<byte[]> sent = rig.burst();
        assertEquals(Verdict.FORWARDED, rig.verdict());
        return sent.getFirst();
    }
}
