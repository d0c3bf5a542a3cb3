package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.DocTable;
import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/packets.md, "Odd packets": a golden test for each row, which meets the counter that the row names. */
class PacketKindsTest {
    private static final int MTU = 9000;

    private static final Map<String, Consumer<Bench>> KINDS = Map.ofEntries(
            entry("IPv4 with options", bench -> {
                bench.forwards(tcp4().options(4));
                bench.forwards(udp4().options(40));
            }),
            entry("IPv6 with extension headers", bench -> {
                bench.forwards(tcp6().extension(0, 8).extension(43, 24).extension(60, 16));
                bench.forwards(udp6().extension(0, 8).extension(51, 24).extension(135, 8));
            }),
            entry(
                    "IPv6 atomic fragment",
                    bench -> bench.forwards(udp6().extension(0, 8).fragment(0, false))),
            entry("more than eight extension headers, or one beyond the packet", bench -> {
                final FrameBuilder nine = tcp6();
                for (int i = 0; i < 9; i++) {
                    nine.extension(60, 8);
                }
                bench.drops(nine.frame());
                final byte[] beyond = tcp6().extension(0, 8).frame();
                beyond[14 + 41] = 0x20;
                bench.drops(beyond);
            }),
            entry("one 802.1Q tag", bench -> {
                bench.forwards(tcp4().tag(Ethernet.TYPE_VLAN, 0xE005)); // priority 7
                bench.forwards(udp6().tag(Ethernet.TYPE_VLAN, 0)); // priority only
            }),
            entry("QinQ: an 802.1ad and an 802.1Q tag", bench -> {
                bench.forwards(udp4().tag(Ethernet.TYPE_SERVICE_VLAN, 7).tag(Ethernet.TYPE_VLAN, 9));
                bench.forwards(tcp6().tag(Ethernet.TYPE_SERVICE_VLAN, 7).tag(Ethernet.TYPE_VLAN, 9));
            }),
            entry(
                    "three tags",
                    bench -> bench.drops(
                            tcp4().tag(0x88A8, 1).tag(0x8100, 2).tag(0x8100, 3).frame())),
            entry("IEEE 802.3 length instead of a type (LLC, SNAP)", bench -> {
                final byte[] frame = tcp4().frame();
                System.arraycopy(new byte[] {0, 40, (byte) 0xAA, (byte) 0xAA, 3, 0, 0, 0, 8, 0}, 0, frame, 12, 10);
                bench.drops(frame);
            }),
            entry("jumbo frame with 9000 octets of IP, on an MTU of 9000", bench -> {
                bench.forwards(client4().tcp(1, 80, MTU - 40));
                bench.forwards(client6().udp(1, 80, MTU - 48));
            }),
            entry(
                    "more than the MTU by its padding alone",
                    bench -> bench.drops(Arrays.copyOf(client4().tcp(1, 80, 100).frame(), 14 + MTU + 1))),
            entry("more than the MTU, and not to be cut", bench -> {
                final FrameBuilder packet = client4().tcp(1, 80, MTU - 39);
                bench.answers(
                        packet,
                        IcmpBuilder.packet(VIP4, CLIENT4, 3, 4, MTU, IcmpBuilder.first(548, packet.ip()))
                                .macs(Rig.STATION, 0x0200_0000_0001L)
                                .identification(0)
                                .trafficClass(0xC0));
            }),
            entry("payload in a second segment of the buffer chain", bench -> {
                bench.forwards(client4().tcp(1, 80, 1000), 14 + 40);
                bench.forwards(client6().udp(1, 80, 1000), 14 + 48 + 100);
            }),
            entry("TCP header that goes on in a second segment", bench -> bench.drops(tcp4(), 14 + 39)),
            entry("UDP header that goes on in a second segment", bench -> bench.drops(udp6(), 14 + 47)),
            entry("UDP checksum zero", bench -> {
                bench.forwards(client4().payload(17, new byte[] {1, 2, 0, 80, 0, 9, 0, 0, 'x'}));
                bench.forwards(client6().payload(17, new byte[] {1, 2, 0, 80, 0, 9, 0, 0, 'x'}));
            }),
            entry("wrong TCP or UDP checksum", bench -> {
                bench.forwards(client4().payload(17, new byte[] {1, 2, 0, 80, 0, 9, 7, 7, 'x'}));
                final byte[] tcp = new byte[20];
                tcp[3] = 80;
                tcp[12] = 0x50;
                bench.forwards(client6().payload(6, tcp));
            }),
            entry("TTL or hop limit 1", bench -> {
                bench.forwards(tcp4().ttl(1));
                bench.forwards(udp6().ttl(1));
            }),
            entry("TTL or hop limit 0", bench -> {
                bench.drops(tcp4().ttl(0).frame());
                bench.drops(udp6().ttl(0).frame());
            }),
            entry("source is the VIP itself (land)", bench -> {
                bench.drops(FrameBuilder.packet(VIP4, VIP4).tcp(80, 80, 0).frame());
                bench.drops(FrameBuilder.packet(VIP6, VIP6).udp(80, 80, 0).frame());
            }),
            entry("martian source", bench -> {
                for (final String source :
                        List.of("0.0.0.0", "0.1.2.3", "127.0.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255")) {
                    bench.drops(FrameBuilder.packet(source, VIP4).tcp(1, 80, 0).frame());
                }
                for (final String source : List.of("::", "::1", "ff02::1", "ffff:ffff::1")) {
                    bench.drops(FrameBuilder.packet(source, VIP6).udp(1, 80, 0).frame());
                }
                final byte[] mapped =
                        FrameBuilder.packet("::1", VIP6).udp(1, 80, 0).frame();
                System.arraycopy(new byte[] {-1, -1, 10, 0, 0, 1}, 0, mapped, 14 + 8 + 10, 6);
                bench.drops(mapped);
            }),
            entry("ICMP from a martian source", bench -> {
                bench.drops(FrameBuilder.packet("127.0.0.1", VIP4)
                        .payload(1, new byte[8])
                        .frame());
                bench.drops(
                        FrameBuilder.packet("::", VIP6).payload(58, new byte[8]).frame());
            }),
            entry("fragments, three-tuple", bench -> bench.forwardsAll(FragmentPolicy.THREE_TUPLE)),
            entry("fragments, track", bench -> bench.forwardsAll(FragmentPolicy.TRACK)),
            entry("fragments, drop", bench -> {
                bench.fragments(FragmentPolicy.DROP);
                large().fragments(1440).forEach(part -> bench.drops(part.frame()));
            }),
            entry("fragments, the last one first", bench -> {
                bench.fragments(FragmentPolicy.TRACK);
                final List<FrameBuilder> parts = large().fragments(1440);
                parts.reversed().forEach(part -> bench.receive(part.frame()));
                for (final int i : new int[] {0, 2, 1}) {
                    bench.expect(parts.get(i));
                }
            }),
            entry("later fragments without a first one", bench -> {
                bench.fragments(FragmentPolicy.TRACK);
                large().fragments(1440).stream().skip(1).forEach(part -> bench.drops(part.frame()));
            }),
            entry("fragments for a port without service", bench -> {
                bench.fragments(FragmentPolicy.TRACK);
                client4().udp(1, 81, 4000).fragments(1440).forEach(part -> bench.drops(part.frame()));
            }),
            entry("ICMP in fragments", bench -> {
                client4().payload(1, new byte[3000]).fragments(1440).forEach(part -> bench.drops(part.frame()));
                client6().payload(58, new byte[3000]).fragments(1440).forEach(part -> bench.drops(part.frame()));
            }),
            entry("fragment that is empty, or no multiple of 8 octets and not the last", bench -> {
                bench.drops(large().cut(8, 8).frame());
                bench.drops(large().cut(0, 1441).frame());
            }),
            entry("fragment that ends beyond 65535 octets (ping of death)", bench -> {
                bench.drops(client4().flags(0x1FFF).payload(17, new byte[40]).frame());
                bench.drops(client6()
                        .fragment(0x1FFF, false)
                        .payload(17, new byte[40])
                        .frame());
            }),
            entry("first fragment without the whole TCP header", bench -> {
                bench.drops(tcp4().cut(0, 8).frame());
                bench.drops(tcp6().cut(0, 16).frame());
            }),
            entry("fragment that begins inside the TCP header", bench -> {
                bench.drops(tcp4().cut(8, 31).frame());
                bench.drops(tcp6().cut(8, 31).frame());
            }),
            entry("fragment that repeats or overlaps another one", bench -> {
                bench.receive(large().cut(0, 1440).frame());
                bench.expect(large().cut(0, 1440));
                bench.drops(large().cut(0, 1440).frame());
                bench.drops(large().cut(1432, 2880).frame());
                bench.drops(large().cut(2880, 4008).frame());
            }));

    static Stream<List<String>> rows() throws IOException {
        return DocTable.rows("packets.md", "kind").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachKindMeetsItsCounter(final List<String> row) {
        final Bench bench = new Bench(row.getFirst());
        KINDS.get(row.getFirst()).accept(bench);
        bench.check(Verdict.valueOf(row.getLast().toUpperCase().replace('-', '_')));
    }

    @Test
    void eachRowHasItsTestAndEachTestItsRow() throws IOException {
        assertEquals(KINDS.keySet(), rows().map(List::getFirst).collect(Collectors.toSet()));
    }

    private static FrameBuilder client4() {
        return FrameBuilder.packet(CLIENT4, VIP4);
    }

    private static FrameBuilder client6() {
        return FrameBuilder.packet(CLIENT6, VIP6);
    }

    private static FrameBuilder tcp4() {
        return client4().tcp(40000, 80, 11);
    }

    private static FrameBuilder tcp6() {
        return client6().tcp(40000, 80, 11);
    }

    private static FrameBuilder udp4() {
        return client4().udp(40000, 80, 11);
    }

    private static FrameBuilder udp6() {
        return client6().udp(40000, 80, 11);
    }

    private static FrameBuilder large() {
        return client4().udp(40000, 80, 4000);
    }

    /** Frames in and frames expected, all of one kind. */
    private static final class Bench {
        private record Arrival(byte[] frame, int firstSegment) {}

        private final String kind;
        private final List<Arrival> arrivals = new ArrayList<>();
        private final List<byte[]> expected = new ArrayList<>();
        private FragmentPolicy policy = FragmentPolicy.THREE_TUPLE;
        private int drops;

        Bench(final String kind) {
            this.kind = kind;
        }

        void fragments(final FragmentPolicy other) {
            policy = other;
        }

        void receive(final byte[] frame) {
            arrivals.add(new Arrival(frame, frame.length));
        }

        void expect(final FrameBuilder packet) {
            expected.add(packet.macs(Rig.STATION, NEXT_HOP).frame());
        }

        void forwards(final FrameBuilder packet) {
            receive(packet.frame());
            expect(packet);
        }

        void forwards(final FrameBuilder packet, final int firstSegment) {
            arrivals.add(new Arrival(packet.frame(), firstSegment));
            expect(packet);
        }

        void answers(final FrameBuilder packet, final FrameBuilder answer) {
            receive(packet.frame());
            expected.add(answer.frame());
        }

        void drops(final byte[] frame) {
            receive(frame);
            drops++;
        }

        void drops(final FrameBuilder packet, final int firstSegment) {
            arrivals.add(new Arrival(packet.frame(), firstSegment));
            drops++;
        }

        void forwardsAll(final FragmentPolicy other) {
            fragments(other);
            large().fragments(1440).forEach(this::forwards);
            client6().tcp(1, 80, 4000).fragments(1440).forEach(this::forwards);
        }

        void check(final Verdict verdict) {
            try (Rig rig = new Rig(services(), Bench::route)) {
                final List<byte[]> sent = new ArrayList<>();
                for (final Arrival arrival : arrivals) {
                    rig.receive(rig.pool.packet(arrival.frame, arrival.firstSegment));
                    sent.addAll(rig.burst());
                }
                sent.addAll(rig.burst());
                rig.nowNs += HeldPackets.HOLD_NS;
                sent.addAll(rig.burst());
                assertFrames(expected, sent);
                assertEquals(
                        verdict.isDrop() ? drops : expected.size(),
                        rig.worker.counters().packets(verdict),
                        kind);
                assertEquals(arrivals.size(), rig.worker.counters().received());
                assertEquals(0, rig.pool.inUse());
            }
        }

        private List<Service> services() {
            return Stream.of(Protocol.values())
                    .flatMap(protocol -> Stream.of(VIP4, VIP6)
                            .map(vip -> service(vip, protocol, Mode.L2DSR, backends("10.0.1.1", "10.0.1.2"))))
                    .map(service -> service.with(Sites.handling(policy)))
                    .toList();
        }

        private static Route route(final Service service, final Backend backend) {
            return new Route(0, MTU, Rig.STATION, NEXT_HOP, null);
        }

        private static void assertFrames(final List<byte[]> expected, final List<byte[]> actual) {
            assertEquals(text(expected), text(actual));
        }

        private static String text(final List<byte[]> frames) {
            return frames.stream().map(HexFormat.ofDelimiter(" ")::formatHex).collect(Collectors.joining("\n"));
        }
    }
}
