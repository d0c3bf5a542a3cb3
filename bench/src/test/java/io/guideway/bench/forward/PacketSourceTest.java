package io.guideway.bench.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import io.guideway.ring.RxQueue;
import io.guideway.service.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out of the source: whole packets, as many flows as were asked for, each to one service. */
class PacketSourceTest {
    private static final int FLOWS = 500;
    private static final int SERVICES = 7;
    private static final int BURST = 32;
    private static final int BURSTS = 1000;

    /** First octets of honest senders, and the /24 that a flood of one source comes from. */
    private static final long HONEST_NETWORK = 10;

    private static final long NEIGHBOURS = 0xCB_0071;

    private static final AtomicInteger DEVICES = new AtomicInteger();

    private record Sender(long address, int port) {}

    @Test
    void ipv4PacketsAreWholeAndOfAsManyFlowsAsAskedFor() {
        final Map<Sender, IpAddress> services = new HashMap<>();
        receive(false, frame -> {
            final long header = frame + Ethernet.HEADER;
            assertEquals(Ethernet.TYPE_IPV4, Ethernet.type(frame));
            assertTrue(Checksum.isRight(header, Ipv4.HEADER));
            final Sender sender = new Sender(Mem.i32be(header + Ipv4.SOURCE), Mem.u16be(header + Ipv4.HEADER));
            assertOneService(services, sender, IpAddress.ipv4(Ipv4.destination(header)));
            assertEquals(Scenario.PORT, Transport.destinationPort(header + Ipv4.HEADER));
        });
        assertAllOf(services, scenario(false));
    }

    @Test
    void ipv6PacketsAreWholeAndOfAsManyFlowsAsAskedFor() {
        final Map<Sender, IpAddress> services = new HashMap<>();
        receive(true, frame -> {
            final long header = frame + Ethernet.HEADER;
            assertEquals(Ethernet.TYPE_IPV6, Ethernet.type(frame));
            final Sender sender = new Sender(Mem.i64be(header + Ipv6.SOURCE + 8), Mem.u16be(header + Ipv6.HEADER));
            final IpAddress vip = new IpAddress(Ipv6.destinationHigh(header), Ipv6.destinationLow(header));
            assertOneService(services, sender, vip);
            assertEquals(Scenario.PORT, Transport.destinationPort(header + Ipv6.HEADER));
        });
        assertAllOf(services, scenario(true));
    }

    @Test
    void withoutAFloodTcpPacketsAreOfEstablishedFlowsOnly() {
        final Map<Sender, IpAddress> services = new HashMap<>();
        final Scenario scenario = scenario(false);
        try (PacketSource source = new PacketSource(scenario, FloodKind.SYN)) {
            receive(source, scenario, frame -> {
                assertFalse(isFirst(frame));
                assertOneService(services, sender(frame), vip(frame));
            });
        }
        assertAllOf(services, scenario);
    }

    @ParameterizedTest
    @EnumSource
    void aFloodComesFromStrangersBetweenTheHonestFlows(final FloodKind kind) {
        final Map<Sender, IpAddress> honest = new HashMap<>();
        final Set<Sender> strangers = new HashSet<>();
        final Scenario scenario = scenario(false);
        try (PacketSource source = new PacketSource(scenario, kind)) {
            source.flood(PacketSource.WHOLE * 7 / 8);
            receive(source, scenario, frame -> {
                final Sender sender = sender(frame);
                if (sender.address() >>> 24 == HONEST_NETWORK) {
                    assertFalse(isFirst(frame));
                    assertOneService(honest, sender, vip(frame));
                } else {
                    assertTrue(strangers.add(sender), () -> sender + " comes twice");
                    assertEquals(kind != FloodKind.ACK, isFirst(frame));
                    assertEquals(kind == FloodKind.SOURCE, sender.address() >>> 8 == NEIGHBOURS);
                }
            });
        }
        assertAllOf(honest, scenario);
        assertEquals(7.0 / 8, strangers.size() / (double) (BURST * BURSTS), 0.02);
    }

    private static boolean isFirst(final long frame) {
        final long header = frame + Ethernet.HEADER;
        assertTrue(Checksum.isRight(header, Ipv4.HEADER));
        assertEquals(Transport.TCP, Ipv4.protocol(header));
        assertEquals(Scenario.PORT, Transport.destinationPort(header + Ipv4.HEADER));
        return Transport.isFirst(header + Ipv4.HEADER);
    }

    private static Sender sender(final long frame) {
        final long header = frame + Ethernet.HEADER;
        return new Sender(Mem.i32be(header + Ipv4.SOURCE) & 0xFFFF_FFFFL, Mem.u16be(header + Ipv4.HEADER));
    }

    private static IpAddress vip(final long frame) {
        return IpAddress.ipv4(Ipv4.destination(frame + Ethernet.HEADER));
    }

    private static Scenario scenario(final boolean ipv6) {
        return new Scenario(Mode.L2DSR, ipv6, FLOWS, 1, SERVICES, BURST, Scenario.shortestFrame(ipv6), false);
    }

    private static void receive(final boolean ipv6, final LongConsumer check) {
        final Scenario scenario = scenario(ipv6);
        try (PacketSource source = new PacketSource(scenario)) {
            receive(source, scenario, check);
        }
    }

    private static void receive(final PacketSource source, final Scenario scenario, final LongConsumer check) {
        final String device = "net_null_source%d,size=%d".formatted(DEVICES.incrementAndGet(), scenario.frame());
        try (Port port = RunningEal.open(device);
                NativeBlock pointers = new NativeBlock(8L * BURST)) {
            source.attach(port);
            final RxQueue rx = port.rxQueue(0);
            for (int burst = 0; burst < BURSTS; burst++) {
                final int received = rx.poll(pointers.address(), BURST);
                assertEquals(BURST, received);
                for (int i = 0; i < received; i++) {
                    check.accept(Mbuf.data(Mem.i64(pointers.address() + 8L * i)));
                }
                RunningEal.POOL.free(pointers.address(), received);
            }
        }
    }

    private static void assertOneService(
            final Map<Sender, IpAddress> services, final Sender sender, final IpAddress service) {
        final IpAddress before = services.putIfAbsent(sender, service);
        assertTrue(before == null || before.equals(service), sender::toString);
    }

    private static void assertAllOf(final Map<Sender, IpAddress> services, final Scenario scenario) {
        assertEquals(FLOWS, services.size());
        final Set<IpAddress> vips =
                IntStream.range(0, SERVICES).mapToObj(scenario::vip).collect(Collectors.toSet());
        assertEquals(vips, Set.copyOf(services.values()));
    }
}
