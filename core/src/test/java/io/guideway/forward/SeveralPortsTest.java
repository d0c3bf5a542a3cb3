package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker with two ports: TCP leaves by the first, UDP by the second, whose queue holds four packets. */
class SeveralPortsTest {
    private static final long OTHER_STATION = 0x0200_0000_0003L;
    private static final int NARROW = 4;

    private final List<Service> services = List.of(
            service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1")),
            service(VIP4, Protocol.UDP, Mode.L2DSR, backends("10.0.2.1")),
            service(VIP6, Protocol.UDP, Mode.L2DSR, backends("10.0.2.1")));
    private final MemoryMbufPool pool = new MemoryMbufPool(256, 2048);
    private final List<MemoryRing> in = List.of(new MemoryRing(128), new MemoryRing(128));
    private final List<MemoryRing> out = List.of(new MemoryRing(128), new MemoryRing(NARROW));
    private final NativeBlock pointers = new NativeBlock(8L * Batch.CAPACITY);
    private final ServiceTable table =
            new ServiceTable(Generation.alone(1, services), new BackendTable(services, SeveralPortsTest::route));
    private final Worker worker = new Worker(
            new Worker.Plan(
                    1,
                    3,
                    8,
                    List.of(
                            new Worker.Inlet(new MemoryRxQueue(in.get(0)), Rig.STATION),
                            new Worker.Inlet(new MemoryRxQueue(in.get(1)), OTHER_STATION)),
                    List.of(new MemoryTxQueue(out.get(0)), new MemoryTxQueue(out.get(1))),
                    pool),
            Rig.HASH,
            new View(table));

    @AfterEach
    void nothingLeaks() {
        out.forEach(this::take);
        assertEquals(0, pool.inUse());
        worker.close();
        table.close();
        pool.close();
        pointers.close();
    }

    @Test
    void packetsOfOneBurstLeaveByTwoPortsEachInOrder() {
        receive(0, tcp(1), udp(2), tcp(3), stray(4), udp(5), tcp(6));
        assertEquals(6, worker.runOnce());
        assertPorts(List.of(1, 3, 6), take(out.get(0)));
        assertPorts(List.of(2, 5), take(out.get(1)));
    }

    @Test
    void aFullQueueOfOnePortDisturbsNoOther() {
        receive(0, udp(1), tcp(2), udp(3), udp(4), tcp(5), udp(6), udp(7), tcp(8));
        worker.runOnce();
        receive(0, tcp(9), udp(10));
        worker.runOnce();
        assertPorts(List.of(2, 5, 8, 9), take(out.get(0)));
        assertPorts(List.of(1, 3, 4, 6), take(out.get(1)));
        final WorkerCounters counters = worker.counters();
        assertEquals(10, counters.received());
        assertEquals(8, counters.packets(Verdict.FORWARDED));
        assertEquals(2, counters.packets(Verdict.TX_FULL));
        assertEquals(4, counters.servicePackets(0));
        assertEquals(6, counters.servicePackets(1));
        assertEquals(0, counters.servicePackets(2));
        assertEquals(4, counters.backendPackets(0));
        assertEquals(4, counters.backendPackets(1));
        assertEquals(0, counters.backendPackets(2));
        assertEquals(6L * udp(1).length, counters.serviceOctets(1));
        assertEquals(4L * udp(1).length, counters.backendOctets(1));
    }

    @Test
    void anAnswerLeavesByThePortThatItsQuestionCameBy() {
        final byte[] echo = IcmpBuilder.packet(CLIENT4, VIP4, 8, 0, 7, new byte[8])
                .macs(5, OTHER_STATION)
                .frame();
        final byte[] tooBig = FrameBuilder.packet(CLIENT4, VIP4)
                .macs(5, OTHER_STATION)
                .tcp(1, 80, Sites.MTU)
                .frame();
        receive(1, echo, to(OTHER_STATION, 2), tooBig);
        worker.runOnce();
        assertPorts(List.of(2), take(out.get(0)));
        final List<byte[]> answers = take(out.get(1));
        assertEquals(List.of(0, 3), answers.stream().map(f -> (int) f[34]).toList());
        answers.forEach(f -> assertEquals(OTHER_STATION, station(f)));
    }

    private static long station(final byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(6) >>> 16;
    }

    @Test
    void fragmentsLeaveByThePortOfTheirBackend() {
        final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).flags(0).udp(1, 80, Sites.MTU);
        receive(0, packet.frame(), tcp(2));
        worker.runOnce();
        assertPorts(List.of(2), take(out.get(0)));
        assertEquals(2, take(out.get(1)).size());
        assertEquals(2, worker.counters().packets(Verdict.FORWARDED));
    }

    @Test
    void inletsArePolledInTurnOneBurstEach() {
        receive(0, IntStream.range(0, 20).mapToObj(SeveralPortsTest::tcp).toArray(byte[][]::new));
        receive(1, to(OTHER_STATION, 100), to(OTHER_STATION, 101));
        assertEquals(8 + 2, worker.runOnce());
        assertPorts(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 101), take(out.get(0)));
        assertEquals(8, worker.runOnce());
        assertEquals(4, worker.runOnce());
        assertEquals(0, worker.runOnce());
    }

    @Test
    void everyInletHasItsOwnStation() {
        receive(0, to(OTHER_STATION, 1));
        receive(1, to(OTHER_STATION, 2), tcp(3));
        worker.runOnce();
        assertPorts(List.of(2), take(out.get(0)));
        assertEquals(2, worker.counters().packets(Verdict.OTHER_MAC));
    }

    /** Three does not divide 65536: past the last identification the count must not slip into another worker's class. */
    @Test
    void identificationsStayInTheWorkersOwnClass() {
        final Encapsulator first = new Encapsulator(1, 3);
        for (int i = 0; i < 200_000; i++) {
            final int identification = first.nextIdentification();
            assertEquals(1, identification % 3);
            assertEquals(identification & 0xFFFF, identification);
        }
    }

    private static Route route(final Service service, final Backend backend) {
        final int port = service.protocol() == Protocol.TCP ? 0 : 1;
        return new Route(port, Sites.MTU, Rig.STATION, Sites.NEXT_HOP, null);
    }

    private void receive(final int inlet, final byte[]... frames) {
        Stream.of(frames).forEach(frame -> {
            Mem.i64(pointers.address(), pool.packet(frame));
            assertEquals(1, in.get(inlet).put(pointers.address(), 1));
        });
    }

    private List<byte[]> take(final MemoryRing ring) {
        final List<byte[]> frames = new ArrayList<>();
        final int count = ring.take(pointers.address(), Batch.CAPACITY);
        for (int i = 0; i < count; i++) {
            frames.add(MemoryMbufPool.content(Mem.i64(pointers.address() + 8L * i)));
        }
        pool.free(pointers.address(), count);
        return frames;
    }

    /** Tests tell packets apart by their source ports. */
    private static void assertPorts(final List<Integer> expected, final List<byte[]> frames) {
        assertEquals(
                expected,
                frames.stream().map(f -> (f[34] & 0xFF) << 8 | f[35] & 0xFF).toList());
    }

    private static byte[] tcp(final int from) {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(from, 80, 0).frame();
    }

    private static byte[] udp(final int from) {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(from, 80, 9).frame();
    }

    private static byte[] stray(final int from) {
        return to(0x0200_0000_0009L, from);
    }

    private static byte[] to(final long station, final int from) {
        return FrameBuilder.packet(CLIENT4, VIP4)
                .macs(1, station)
                .tcp(from, 80, 0)
                .frame();
    }
}
