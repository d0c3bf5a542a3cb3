package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Generation;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragments as hosts send them, in any order, and as nobody should. */
class FragmentsTest {
    private static final List<Backend> BACKENDS = backends("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.4", "10.0.1.5");

    private Rig rig;
    private long received;

    @AfterEach
    void allIsCountedOnceAndNothingLeaks() {
        rig.finish();
        assertEquals(0, rig.pool.inUse());
        assertEquals(received, rig.worker.counters().received());
        assertEquals(0, rig.worker.counters().packets(Verdict.HELD));
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({"THREE_TUPLE," + VIP4, "THREE_TUPLE," + VIP6, "TRACK," + VIP4, "TRACK," + VIP6})
    void allFragmentsGoOnAsTheyCame(final FragmentPolicy policy, final String vip) {
        rig = rig(udp(vip, 80, policy));
        final FrameBuilder datagram = datagram(vip, 5000, 80, 3000);
        for (final FrameBuilder part : datagram.fragments(1440)) {
            final List<byte[]> sent = walk(part);
            assertEquals(1, sent.size());
            assertArrayEquals(part.macs(Rig.STATION, NEXT_HOP).frame(), sent.getFirst());
        }
        assertOneBackend(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {VIP4, VIP6})
    void trackedDatagramsGoWhereTheirFlowsGo(final String vip) {
        rig = rig(udp(vip, 80, FragmentPolicy.TRACK));
        for (int port = 1; port < 100; port++) {
            walk(datagram(vip, port, 80, 20));
            final int backend = rig.worker.batch().backend(0);
            for (final FrameBuilder part :
                    datagram(vip, port, 80, 3000).identification(port).fragments(1440)) {
                walk(part);
                assertEquals(Verdict.FORWARDED, rig.verdict());
                assertEquals(backend, rig.worker.batch().backend(0));
            }
        }
    }

    @Test
    void byThreeTupleAllDatagramsOfAClientGoToOneBackend() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.THREE_TUPLE));
        for (int port = 1; port < 100; port++) {
            datagram(VIP4, port, 80, 3000).identification(port).fragments(1440).forEach(this::walk);
        }
        assertOneBackend(99 * 3);
    }

    @Test
    void byThreeTupleClientsAreSpread() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.THREE_TUPLE));
        for (int host = 1; host < 200; host++) {
            FrameBuilder.packet("198.51.100." + host, VIP4)
                    .udp(1, 80, 3000)
                    .fragments(1440)
                    .forEach(this::walk);
        }
        for (int i = 0; i < BACKENDS.size(); i++) {
            final long packets = rig.worker.counters().backendPackets(i);
            assertEquals(0, packets % 3);
            assertTrue(packets > 50, "a fair share of 597: " + packets);
        }
    }

    /** Another node has seen nothing of the datagram, and gives each of its fragments to the same backend. */
    @ParameterizedTest
    @ValueSource(strings = {VIP4, VIP6})
    void byThreeTupleEveryNodeOfATierGivesTheSameAnswer(final String vip) {
        rig = rig(udp(vip, 80, FragmentPolicy.THREE_TUPLE));
        for (int port = 1; port < 50; port++) {
            final List<FrameBuilder> parts =
                    datagram(vip, port, 80, 3000).identification(port).fragments(1440);
            walk(parts.getFirst());
            final int backend = rig.worker.batch().backend(0);
            try (Rig other = rig(udp(vip, 80, FragmentPolicy.THREE_TUPLE))) {
                other.walk(parts.getLast().frame());
                assertEquals(Verdict.FORWARDED, other.verdict());
                assertEquals(backend, other.worker.batch().backend(0));
            }
        }
    }

    @Test
    void whereTheSourceDecidesFragmentsGoWithWholePackets() {
        rig = rig(
                with(service(VIP4, Protocol.UDP, Mode.L2DSR, HashFields.SOURCE, BACKENDS), FragmentPolicy.THREE_TUPLE));
        walk(datagram(VIP4, 7, 80, 10));
        datagram(VIP4, 8, 80, 3000).fragments(1440).forEach(this::walk);
        assertOneBackend(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = FragmentPolicy.class,
            names = {"THREE_TUPLE", "TRACK"})
    void ofSeveralServicesThatOfTheFirstFragmentIsMeant(final FragmentPolicy policy) {
        rig = rig(udp(VIP4, 80, policy), udp(VIP4, 81, policy));
        for (final int port : new int[] {80, 81}) {
            datagram(VIP4, 5, port, 3000).identification(port).fragments(1440).forEach(this::walk);
            assertEquals(3, rig.worker.counters().servicePackets(port - 80));
        }
    }

    @Test
    void laterFragmentsWaitForTheFirstAndLeaveBehindIt() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        final List<FrameBuilder> parts = datagram(VIP4, 5, 80, 4000).fragments(1440);
        assertTrue(walk(parts.get(2)).isEmpty());
        assertEquals(Verdict.HELD, rig.verdict());
        assertTrue(walk(parts.get(1)).isEmpty());
        assertEquals(2, rig.pool.inUse());
        final List<byte[]> first = walk(parts.get(0));
        final List<byte[]> others = rig.burst();
        assertArrayEquals(parts.get(0).macs(Rig.STATION, NEXT_HOP).frame(), first.getFirst());
        assertArrayEquals(parts.get(2).macs(Rig.STATION, NEXT_HOP).frame(), others.get(0));
        assertArrayEquals(parts.get(1).macs(Rig.STATION, NEXT_HOP).frame(), others.get(1));
        assertOneBackend(3);
    }

    @Test
    void reorderedWithinABurst() {
        rig = rig(udp(VIP6, 80, FragmentPolicy.TRACK));
        datagram(VIP6, 5, 80, 4000).fragments(1440).reversed().forEach(this::receive);
        assertEquals(1, rig.burst().size());
        assertEquals(2, rig.burst().size());
        assertOneBackend(3);
    }

    @Test
    void whatWaitsTooLongIsAnOrphan() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        walk(datagram(VIP4, 5, 80, 3000).cut(1440, 2880));
        rig.nowNs += HeldPackets.HOLD_NS - 1;
        assertTrue(rig.burst().isEmpty());
        assertEquals(1, rig.pool.inUse());
        rig.nowNs++;
        assertTrue(rig.burst().isEmpty());
        assertEquals(Verdict.FRAGMENT_ORPHAN, rig.verdict());
        assertEquals(0, rig.pool.inUse());
        assertEquals(1, packets(Verdict.FRAGMENT_ORPHAN));
    }

    @Test
    void whenTooManyWaitTheOldestHasWaitedLongEnough() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        for (int i = 0; i < 3 * HeldPackets.MOST; i++) {
            receive(datagram(VIP4, 5, 80, 3000).identification(i).cut(1440, 2880));
            rig.burst();
            rig.burst();
        }
        assertEquals(2 * HeldPackets.MOST, packets(Verdict.FRAGMENT_ORPHAN));
        assertEquals(HeldPackets.MOST, rig.pool.inUse());
        walk(datagram(VIP4, 5, 80, 3000)
                .identification(3 * HeldPackets.MOST - 1)
                .cut(0, 1440));
        assertEquals(1, rig.burst().size());
    }

    /** More than there is room for, before any round could take what is over. */
    @Test
    void aBurstOfLaterFragmentsHoldsNoMoreThanThereIsRoomFor() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        for (int burst = 0; burst < 4; burst++) {
            for (int i = 0; i < Batch.CAPACITY; i++) {
                receive(datagram(VIP4, 5, 80, 3000)
                        .identification(burst << 8 | i)
                        .cut(1440, 2880));
            }
            rig.burst();
        }
        while (rig.worker.runOnce() > 0) {
            assertTrue(rig.pool.inUse() <= Worker.MOST_HELD + Batch.CAPACITY);
        }
    }

    /** Services have other numbers afterwards, and so have their backends; what waits and what is known survives. */
    @Test
    void aNewGenerationBetweenTwoFragments() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        final WorkerCounters before = rig.worker.counters();
        final List<FrameBuilder> known = datagram(VIP4, 5, 80, 4000).fragments(1440);
        final List<FrameBuilder> waiting =
                datagram(VIP4, 6, 80, 4000).identification(6).fragments(1440);
        walk(known.get(0));
        final Backend backend = backend(before, 0);
        walk(waiting.get(2));
        final List<Service> next = List.of(udp(VIP6, 80, FragmentPolicy.TRACK), udp(VIP4, 80, FragmentPolicy.TRACK));
        try (ServiceTable table = new ServiceTable(Generation.alone(2, next), new BackendTable(next, Sites::route));
                View view = new View(table)) {
            rig.worker.offer(view);
            walk(known.get(1));
            walk(known.get(2));
            assertEquals(2, view.counters().servicePackets(1));
            assertEquals(backend, backend(view.counters(), BACKENDS.size()));
            walk(waiting.get(0));
            walk(waiting.get(1));
            rig.burst();
            assertEquals(5, view.counters().servicePackets(1));
            assertEquals(5, view.counters().packets(Verdict.FORWARDED));
            assertEquals(6, before.received() + view.counters().received());
            assertEquals(0, rig.pool.inUse());
            rig.close();
        }
        rig = rig();
        received = 0;
    }

    /** The first backend, from a number on, that got something. */
    private static Backend backend(final WorkerCounters counters, final int first) {
        return IntStream.range(0, BACKENDS.size())
                .filter(i -> counters.backendPackets(first + i) > 0)
                .mapToObj(BACKENDS::get)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void chainsOfMbufsAreNotHeld() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        received++;
        rig.receive(rig.pool.packet(datagram(VIP4, 5, 80, 3000).cut(1440, 2880).frame(), 200));
        assertTrue(rig.burst().isEmpty());
        assertEquals(Verdict.FRAGMENT_ORPHAN, rig.verdict());
    }

    @Test
    void whatIsHeldWhenTheWorkerIsClosedGoesBack() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        try (Rig other = rig(udp(VIP4, 80, FragmentPolicy.TRACK))) {
            other.walk(datagram(VIP4, 5, 80, 3000).cut(1440, 2880).frame());
            assertEquals(1, other.pool.inUse());
            other.worker.close();
            assertEquals(0, other.pool.inUse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VIP4, VIP6})
    void aServiceMayDropFragments(final String vip) {
        rig = rig(udp(vip, 80, FragmentPolicy.DROP));
        datagram(vip, 5, 80, 3000).fragments(1440).reversed().forEach(this::walk);
        assertEquals(3, packets(Verdict.FRAGMENT));
        assertEquals(3, rig.worker.counters().servicePackets(0));
    }

    @Test
    void whereTheFirstOneGoesNowhereTheOthersGoNeither() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK), udp(VIP4, 81, FragmentPolicy.DROP));
        final List<FrameBuilder> parts = datagram(VIP4, 5, 81, 4000).fragments(1440);
        List.of(parts.get(1), parts.get(0), parts.get(2)).forEach(this::walk);
        rig.burst();
        assertEquals(3, packets(Verdict.FRAGMENT));
        datagram(VIP4, 5, 82, 4000).identification(9).fragments(1440).forEach(this::walk);
        assertEquals(3, packets(Verdict.NO_SERVICE));
    }

    @Test
    void withoutAServiceOrABackend() {
        rig = rig(
                udp(VIP4, 80, FragmentPolicy.THREE_TUPLE),
                with(service(VIP6, Protocol.UDP, Mode.L2DSR, List.of()), FragmentPolicy.THREE_TUPLE));
        FrameBuilder.packet(CLIENT4, VIP4)
                .tcp(1, 80, 3000)
                .fragments(1440)
                .reversed()
                .forEach(this::walk);
        assertEquals(3, packets(Verdict.NO_SERVICE));
        datagram(VIP6, 1, 80, 3000).fragments(1440).reversed().forEach(this::walk);
        assertEquals(3, packets(Verdict.NO_BACKEND));
        FrameBuilder.packet(CLIENT4, VIP4)
                .payload(1, new byte[3000])
                .fragments(1440)
                .forEach(this::walk);
        assertEquals(3, packets(Verdict.FRAGMENT));
        datagram("203.0.113.99", 1, 80, 3000).fragments(1440).forEach(this::walk);
        assertEquals(3, packets(Verdict.NOT_OURS));
    }

    @ParameterizedTest
    @CsvSource({
        "1432, 2880, FRAGMENT_OVERLAP", // begins a unit too early
        "0, 1448, FRAGMENT_OVERLAP",
        "0, 1440, FRAGMENT_OVERLAP", // once more
        "8, 1440, FRAGMENT_OVERLAP", // part of what was there
        "1440, 2880, FORWARDED"
    })
    void whatOverlapsIsDropped(final int from, final int to, final Verdict verdict) {
        rig = rig(udp(VIP6, 80, FragmentPolicy.THREE_TUPLE));
        final FrameBuilder datagram = datagram(VIP6, 5, 80, 4000);
        walk(datagram.cut(0, 1440));
        walk(datagram.cut(from, to));
        assertEquals(verdict, rig.verdict());
    }

    /** RFC 5722, section 4: all of the datagram, also what comes later. */
    @Test
    void afterAnOverlapNothingOfTheDatagramPasses() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK));
        final FrameBuilder datagram = datagram(VIP4, 5, 80, 4000);
        walk(datagram.cut(1440, 2880));
        walk(datagram.cut(1432, 1448));
        rig.burst();
        walk(datagram.cut(0, 1432));
        walk(datagram.cut(2880, 4008));
        assertEquals(4, packets(Verdict.FRAGMENT_OVERLAP));
        rig.nowNs += 1_001_000_000;
        datagram.fragments(1440).forEach(this::walk);
        assertEquals(3, packets(Verdict.FORWARDED));
    }

    @Test
    void nothingComesBehindTheEnd() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.THREE_TUPLE));
        final FrameBuilder datagram = datagram(VIP4, 5, 80, 4000);
        walk(datagram(VIP4, 5, 80, 1600).cut(1440, 1608));
        walk(datagram.cut(2880, 4008));
        assertEquals(Verdict.FRAGMENT_OVERLAP, rig.verdict());
    }

    /** Identifications come round within a second on fast links (RFC 4963): a whole datagram must not stand in the next one's way. */
    @Test
    void anIdentificationMayBeUsedAgainAtOnce() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.TRACK), udp(VIP4, 81, FragmentPolicy.TRACK));
        for (int port = 80; port < 82; port++) {
            for (int length = 3000; length < 3100; length++) {
                datagram(VIP4, length, port, length).fragments(1440).forEach(this::walk);
            }
        }
        assertEquals(600, packets(Verdict.FORWARDED));
        assertEquals(300, rig.worker.counters().servicePackets(0));
    }

    @Test
    void fragmentsThatNoHostSends() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.THREE_TUPLE), udp(VIP6, 80, FragmentPolicy.THREE_TUPLE));
        for (final String vip : List.of(VIP4, VIP6)) {
            final FrameBuilder datagram = datagram(vip, 5, 80, 3000);
            assertVerdict(Verdict.FRAGMENT_LENGTH, datagram.cut(0, 1441));
            assertVerdict(Verdict.FRAGMENT_LENGTH, datagram.cut(8, 8));
            assertVerdict(Verdict.FRAGMENT_LENGTH, at(vip, 0x1FFF, new byte[40])); // ping of death
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VIP4, VIP6})
    void tcpHeadersMustBeWhole(final String vip) {
        rig = rig(with(service(vip, Protocol.TCP, Mode.L2DSR, BACKENDS), FragmentPolicy.THREE_TUPLE));
        final FrameBuilder segment = client(vip).tcp(5, 80, 3000);
        assertVerdict(Verdict.FRAGMENT_TINY, segment.cut(0, 8));
        assertVerdict(Verdict.FRAGMENT_TINY, segment.cut(0, 16));
        assertVerdict(Verdict.FRAGMENT_TINY, segment.cut(8, 1440));
        final byte[] longHeader = new byte[24];
        longHeader[3] = 80;
        longHeader[12] = (byte) 0xF0;
        assertVerdict(Verdict.FRAGMENT_TINY, at(vip, 0, longHeader).payload(6, longHeader));
        longHeader[12] = 0x40;
        assertVerdict(Verdict.TCP_OFFSET, at(vip, 0, longHeader).payload(6, longHeader));
        assertVerdict(Verdict.FORWARDED, segment.cut(0, 24));
        assertVerdict(Verdict.FORWARDED, segment.cut(24, 1440));
    }

    /** RFC 7112: the whole chain of headers stands in the first fragment. */
    @Test
    void extensionHeadersBehindTheFragmentHeader() {
        rig = rig(udp(VIP6, 80, FragmentPolicy.THREE_TUPLE));
        final FrameBuilder whole = client(VIP6).udp(5, 80, 40);
        final byte[] udp = new byte[48];
        System.arraycopy(whole.ip(), 40, udp, 0, 48);
        final FrameBuilder first =
                client(VIP6).extension(0, 8).fragment(0, true).extension(60, 16);
        assertVerdict(Verdict.FORWARDED, first.payload(17, udp));
        final int backend = rig.worker.batch().backend(0);
        // A later one of it is said to speak destination options, as the fragment header of the first one says.
        assertVerdict(
                Verdict.FORWARDED,
                client(VIP6).extension(0, 8).fragment(8, false).payload(60, new byte[30]));
        assertEquals(backend, rig.worker.batch().backend(0));
        assertVerdict(
                Verdict.FRAGMENT_TINY,
                client(VIP6).identification(7).fragment(0, true).payload(60, new byte[] {17, 9, 0, 0, 0, 0, 0, 0}));
        assertVerdict(
                Verdict.FRAGMENT_TINY,
                client(VIP6)
                        .identification(8)
                        .fragment(0, true)
                        .fragment(1, true)
                        .payload(17, udp));
    }

    @Test
    void aFloodTakesNoMemoryAndHoldsNothingForLong() {
        rig = rig(udp(VIP4, 80, FragmentPolicy.THREE_TUPLE), udp(VIP4, 81, FragmentPolicy.TRACK));
        for (int i = 0; i < 100_000; i++) {
            receive(FrameBuilder.packet("198.51." + (i >> 8 & 0xFF) + "." + (i & 0xFF), VIP4)
                    .udp(5, 81, 100)
                    .identification(i)
                    .cut(64, 80));
            if (i % 32 == 31) {
                rig.nowNs += 1000;
                rig.burst();
                assertTrue(rig.pool.inUse() <= Worker.MOST_HELD);
            }
        }
        rig.burst();
        rig.burst();
    }

    private static Rig rig(final Service... services) {
        return new Rig(List.of(services), Sites::route);
    }

    private static Service udp(final String vip, final int port, final FragmentPolicy policy) {
        final Service service = service(vip, Protocol.UDP, Mode.L2DSR, BACKENDS);
        return with(
                new Service(
                        service.name() + port,
                        service.vip(),
                        service.protocol(),
                        port,
                        service.mode(),
                        service.hash(),
                        service.tableSize(),
                        service.sources(),
                        service.backends()),
                policy);
    }

    private static Service with(final Service service, final FragmentPolicy policy) {
        return service.with(Sites.handling(policy));
    }

    private static FrameBuilder client(final String vip) {
        return FrameBuilder.packet(vip.contains(":") ? CLIENT6 : CLIENT4, vip).flags(0);
    }

    private static FrameBuilder datagram(final String vip, final int from, final int to, final int length) {
        return client(vip).udp(from, to, length);
    }

    /** A fragment that is not the last one, at an offset in units of 8 octets. */
    private static FrameBuilder at(final String vip, final int offset, final byte[] payload) {
        final FrameBuilder packet = client(vip).payload(17, payload);
        return vip.contains(":") ? packet.fragment(offset, true) : packet.flags(0x2000 | offset);
    }

    private void receive(final FrameBuilder packet) {
        received++;
        rig.receive(packet.frame());
    }

    private List<byte[]> walk(final FrameBuilder packet) {
        receive(packet);
        return rig.burst();
    }

    private void assertVerdict(final Verdict verdict, final FrameBuilder packet) {
        walk(packet);
        assertEquals(verdict, rig.verdict());
    }

    private long packets(final Verdict verdict) {
        return rig.worker.counters().packets(verdict);
    }

    private void assertOneBackend(final int packets) {
        assertEquals(
                packets,
                IntStream.range(0, BACKENDS.size())
                        .mapToLong(i -> rig.worker.counters().backendPackets(i))
                        .max()
                        .orElse(0));
    }
}
