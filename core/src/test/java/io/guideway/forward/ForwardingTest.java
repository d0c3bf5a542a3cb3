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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves for what came: whole frames, octet by octet. */
class ForwardingTest {
    private static final String BACKEND4 = "10.0.1.1";
    private static final String BACKEND6 = "fd00:1::1";

    @Test
    void l2dsrReplacesTheEthernetAddressesAndNothingElse() {
        final FrameBuilder packet = tcp4().trafficClass(0xB9).ttl(1).options(8).padding(3);
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.L2DSR, backends(BACKEND4)))) {
            final List<byte[]> sent = rig.walk(packet.frame());
            assertFrames(List.of(packet.macs(Rig.STATION, NEXT_HOP).frame()), sent);
        }
    }

    @Test
    void l2dsrForwardsIpv6WithItsExtensionHeaders() {
        final FrameBuilder packet = udp6().extension(0, 8).extension(60, 24).fragment(0, false);
        try (Rig rig = rig(service(VIP6, Protocol.UDP, Mode.L2DSR, backends(BACKEND4)))) {
            final List<byte[]> sent = rig.walk(packet.frame());
            assertFrames(List.of(packet.macs(Rig.STATION, NEXT_HOP).frame()), sent);
        }
    }

    @ParameterizedTest
    @CsvSource({"0x4000, 0x4000, 0", "0x0000, 0x0000, 1"})
    void ipv4InIpv4CopiesDscpEcnAndDf(final String innerFlags, final String outerFlags, final int outerIdentification) {
        final FrameBuilder packet = tcp4().trafficClass(0xB9).flags(Integer.decode(innerFlags));
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends(BACKEND4)))) {
            final byte[] expected = outer(NODE4, BACKEND4, Ipv4.PROTOCOL, packet.ip())
                    .trafficClass(0xB9)
                    .flags(Integer.decode(outerFlags))
                    .identification(outerIdentification)
                    .frame();
            assertFrames(List.of(expected), rig.walk(packet.frame()));
        }
    }

    @Test
    void ipv6InIpv4ForbidsFragmenting() {
        final FrameBuilder packet = udp6().trafficClass(0x2E).flowLabel(0xABCDE);
        try (Rig rig = rig(service(VIP6, Protocol.UDP, Mode.IPIP, backends(BACKEND4)))) {
            final byte[] expected = outer(NODE4, BACKEND4, Ipv6.PROTOCOL, packet.ip())
                    .trafficClass(0x2E)
                    .identification(0)
                    .frame();
            assertFrames(List.of(expected), rig.walk(packet.frame()));
        }
    }

    @ParameterizedTest
    @CsvSource({VIP4 + ", 4", VIP6 + ", 41"})
    void anyPacketInIpv6CarriesAFlowLabelMadeFromTheFlow(final String vip, final int nextHeader) {
        final FrameBuilder packet = (vip.equals(VIP4) ? tcp4() : tcp6()).trafficClass(0x03);
        try (Rig rig = rig(service(vip, Protocol.TCP, Mode.IPIP, backends(BACKEND6)))) {
            final List<byte[]> sent = rig.walk(packet.frame());
            final byte[] expected = outer(NODE6, BACKEND6, nextHeader, packet.ip())
                    .trafficClass(0x03)
                    .flowLabel((int) (Packet.hash(rig.worker.batch().packet(0)) >>> 44))
                    .frame();
            assertFrames(List.of(expected), sent);
        }
    }

    @Test
    void paddingOfTheFrameIsNotEncapsulated() {
        final FrameBuilder packet = udp4().udp(1000, 80, 0);
        try (Rig rig = rig(service(VIP4, Protocol.UDP, Mode.IPIP, backends(BACKEND4)))) {
            final byte[] expected = outer(NODE4, BACKEND4, Ipv4.PROTOCOL, packet.ip())
                    .identification(0)
                    .frame();
            assertFrames(List.of(expected), rig.walk(packet.padding(18).frame()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void tagsStayInFrontOfTheOuterHeader(final int tags) {
        final FrameBuilder packet = tagged(tcp6(), tags);
        try (Rig rig = rig(service(VIP6, Protocol.TCP, Mode.IPIP, backends(BACKEND4)))) {
            final byte[] expected = tagged(outer(NODE4, BACKEND4, Ipv6.PROTOCOL, packet.ip()), tags)
                    .identification(0)
                    .frame();
            assertFrames(List.of(expected), rig.walk(packet.frame()));
        }
    }

    @Test
    void threeTagsAreNotLookedBehind() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.L2DSR, backends(BACKEND4)))) {
            assertTrue(rig.walk(tagged(tcp4(), 3).frame()).isEmpty());
            assertEquals(Verdict.NOT_IP, rig.verdict());
        }
    }

    @ParameterizedTest
    @CsvSource({"L2DSR, 1500, FORWARDED", "L2DSR, 1501, ANSWERED", "IPIP, 1480, FORWARDED", "IPIP, 1481, ANSWERED"})
    void whatExceedsTheMtuGoesNoFurther(final Mode mode, final int length, final Verdict verdict) {
        try (Rig rig = rig(service(VIP4, Protocol.UDP, mode, backends(BACKEND4)))) {
            rig.walk(udp4().udp(1000, 80, length - 28).frame());
            assertEquals(verdict, rig.verdict());
        }
    }

    @Test
    void whatPadsAFrameCountsForTheMtuWhereItIsSentOn() {
        for (final Mode mode : Mode.values()) {
            try (Rig rig = rig(service(VIP4, Protocol.UDP, mode, backends(BACKEND4)))) {
                rig.walk(udp4().udp(1000, 80, 1400).padding(100).frame());
                assertEquals(
                        mode == Mode.L2DSR || mode == Mode.L3DSR ? Verdict.TOO_BIG : Verdict.FORWARDED, rig.verdict());
            }
        }
    }

    @Test
    void identificationsOfPacketsThatMayBeFragmentedDiffer() {
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, backends(BACKEND4)))) {
            final byte[] first = rig.walk(tcp4().flags(0).frame()).getFirst();
            final byte[] second = rig.walk(tcp4().flags(0).frame()).getFirst();
            final int identification = Ethernet.HEADER + Ipv4.IDENTIFICATION + 1;
            assertNotEquals(first[identification], second[identification]);
        }
    }

    @Test
    void oneFlowStaysWithItsBackendAndManyFlowsUseAll() {
        final Service service = service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1", "10.0.1.2", "10.0.1.3"));
        try (Rig rig = rig(service)) {
            for (int round = 0; round < 2; round++) {
                for (int port = 1024; port < 2048; port++) {
                    rig.walk(FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 0).frame());
                }
            }
            for (int i = 0; i < 3; i++) {
                final long packets = rig.worker.counters().backendPackets(i);
                assertEquals(0, packets % 2, "both packets of a flow on one backend");
                assertTrue(packets > 500, "a fair share of 2048: " + packets);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SOURCE, 1", "SOURCE_PORT, 3", "FIVE_TUPLE, 3"})
    void theHashFieldsDecideWhatStaysTogether(final HashFields fields, final int backendsUsed) {
        final Service service =
                service(VIP6, Protocol.TCP, Mode.IPIP, fields, backends("10.0.1.1", "10.0.1.2", "10.0.1.3"));
        try (Rig rig = rig(service)) {
            for (int port = 1; port < 200; port++) {
                rig.walk(FrameBuilder.packet(CLIENT6, VIP6).tcp(port, 80, 0).frame());
            }
            int used = 0;
            for (int i = 0; i < 3; i++) {
                used += rig.worker.counters().backendPackets(i) > 0 ? 1 : 0;
            }
            assertEquals(backendsUsed, used);
        }
    }

    @Test
    void aBackendOfWeightZeroGetsNothing() {
        final Backend drained = new Backend(IpAddress.parse("10.0.1.9"), 0);
        final List<Backend> all = new ArrayList<>(backends(BACKEND4));
        all.add(drained);
        try (Rig rig = rig(service(VIP4, Protocol.TCP, Mode.IPIP, all))) {
            for (int port = 1; port < 500; port++) {
                rig.walk(FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 0).frame());
            }
            assertEquals(499, rig.worker.counters().backendPackets(0));
            assertEquals(0, rig.worker.counters().backendPackets(1));
        }
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

    private static FrameBuilder udp6() {
        return FrameBuilder.packet(CLIENT6, VIP6).udp(40000, 80, 11);
    }

    private static FrameBuilder tagged(final FrameBuilder packet, final int tags) {
        for (int i = 0; i < tags; i++) {
            packet.tag(i == 0 && tags > 1 ? Ethernet.TYPE_SERVICE_VLAN : Ethernet.TYPE_VLAN, 100 + i);
        }
        return packet;
    }

    private static FrameBuilder outer(
            final String source, final String destination, final int protocol, final byte[] inner) {
        return FrameBuilder.packet(source, destination)
                .macs(Rig.STATION, NEXT_HOP)
                .payload(protocol, inner);
    }

    private static Rig rig(final Service service) {
        return new Rig(List.of(service), Sites::route);
    }

    private static void assertFrames(final List<byte[]> expected, final List<byte[]> actual) {
        final HexFormat hex = HexFormat.ofDelimiter(" ");
        assertEquals(
                String.join("\n", expected.stream().map(hex::formatHex).toList()),
                String.join("\n", actual.stream().map(hex::formatHex).toList()));
    }
}
