package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Backend;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.wire.Counters;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Services change while workers forward: every packet goes by what its worker has adopted, and none is lost count of. */
class GenerationsTest {
    private static final FlowStore NO_FLOWS = new FlowStore(0, 8, 60, new long[] {1, 2});
    private static final int WORKERS = 2;
    private static final int CHANGES = 300;
    private static final int BURST = 32;
    private static final long MARK = 0x0200_0000_0000L;

    /** A worker between rings in memory on a thread of its own, which looks at every packet that it sends. */
    private static final class Loop {
        final Worker worker;
        final AtomicLong offered = new AtomicLong();
        final AtomicReference<Throwable> fault = new AtomicReference<>();
        private final MemoryMbufPool pool = new MemoryMbufPool(2 * BURST, 2048);
        private final FlowMemory memory = new FlowMemory(4096);
        private final MemoryRing in = new MemoryRing(2 * BURST);
        private final MemoryRing out = new MemoryRing(2 * BURST);
        private final NativeBlock pointers = new NativeBlock(8L * BURST);
        private final Random random;
        private final Thread thread;
        private volatile boolean stopped;

        Loop(final int index, final View view) {
            random = new Random(index);
            worker = new Worker(
                    new Worker.Plan(
                            index,
                            WORKERS,
                            BURST,
                            List.of(new Worker.Inlet(new MemoryRxQueue(in), Worker.Inlet.ANY_STATION)),
                            List.of(new MemoryTxQueue(out)),
                            pool),
                    Rig.HASH,
                    Optional.of(memory.records()),
                    view);
            thread = new Thread(this::run, "loop-" + index);
        }

        void start() {
            thread.start();
        }

        boolean isAlive() {
            return thread.isAlive();
        }

        private void run() {
            try {
                while (!stopped) {
                    offer();
                    worker.runOnce();
                    check();
                }
            } catch (final Throwable failure) {
                fault.set(failure);
            }
        }

        private void offer() {
            for (int i = 0; i < BURST; i++) {
                final byte[] frame = FrameBuilder.packet(Sites.CLIENT4, "203.0.113." + random.nextInt(1, 9))
                        .tcp(random.nextInt(1024, 60000), 80, 10)
                        .frame();
                Mem.i64(pointers.address() + 8L * i, pool.packet(frame));
            }
            assertEquals(BURST, in.put(pointers.address(), BURST));
            offered.addAndGet(BURST);
        }

        /** What was sent just now went by the generation that the worker has adopted. */
        private void check() {
            final int sent = out.take(pointers.address(), BURST);
            for (int i = 0; i < sent; i++) {
                final byte[] frame = MemoryMbufPool.content(Mem.i64(pointers.address() + 8L * i));
                assertTrue(
                        isBackend(frame[33] & 0xFF, frame[5] & 0xFF),
                        () -> "sent to a backend that is not in generation "
                                + worker.adopted().generation().number());
            }
            pool.free(pointers.address(), sent);
        }

        private boolean isBackend(final int vip, final int backend) {
            return worker.adopted().generation().services().stream()
                    .filter(service -> (service.vip().low() & 0xFF) == vip)
                    .flatMap(service -> service.backends().stream())
                    .anyMatch(one -> (one.address().low() & 0xFF) == backend);
        }

        void end() throws InterruptedException {
            stopped = true;
            thread.join();
            worker.close();
            memory.close();
            pool.close();
            pointers.close();
        }
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, 1500, Rig.STATION, MARK | backend.address().low() & 0xFF, null);
    }

    /** Services 203.0.113.1 to 8, each there or not, of some backends of 10.0.0.1 to 20. */
    private static List<Service> services(final Random random) {
        final List<Service> services = new ArrayList<>();
        for (int vip = 1; vip <= 8; vip++) {
            if (random.nextInt(8) > 0) {
                final List<Backend> backends = new ArrayList<>();
                for (int i = 1; i <= 20; i++) {
                    if (random.nextInt(3) == 0) {
                        backends.add(new Backend(IpAddress.parse("10.0.0." + i), random.nextInt(3)));
                    }
                }
                services.add(Sites.service("203.0.113." + vip, Protocol.TCP, Mode.L2DSR, backends));
            }
        }
        return services;
    }

    @Test
    void everyPacketGoesByWhatItsWorkerHasAdopted() throws InterruptedException {
        final Random random = new Random(4);
        final List<Loop> loops = new ArrayList<>();
        try (Generations generations = new Generations(1, services(random), GenerationsTest::route, System::nanoTime)) {
            for (int i = 0; i < WORKERS; i++) {
                final Loop loop = new Loop(i, generations.view());
                loops.add(loop);
                loop.start();
                generations.join(i, loop.worker, loop::isAlive);
            }
            for (int change = 0; change < CHANGES; change++) {
                final Adoption adoption = generations.adopt(change + 2, services(random));
                assertEquals(change + 2, adoption.generation());
                loops.forEach(loop -> assertEquals(
                        adoption.generation(),
                        loop.worker.adopted().generation().number()));
            }
            final long offered = end(loops);
            final Report report = generations.report(new DeviceCounts(List.of(), 0, 0));
            assertEquals(CHANGES + 1, report.generation());
            assertEquals(offered, report.verdicts().received());
            assertTrue(report.verdicts().of(Verdict.FORWARDED) > 0);
        }
    }

    /** Ends the loops; returns how many packets they were given. */
    private static long end(final List<Loop> loops) throws InterruptedException {
        long offered = 0;
        for (final Loop loop : loops) {
            loop.end();
            assertNull(loop.fault.get(), () -> String.valueOf(loop.fault.get()));
            offered += loop.offered.get();
        }
        return offered;
    }

    @Test
    void countsGoOnUnderTheSameNames() {
        final Service web = Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.1"));
        final Service dns = Sites.service("203.0.113.99", Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.2"));
        try (Generations generations = new Generations(1, List.of(dns, web), GenerationsTest::route, System::nanoTime);
                FlowMemory memory = new FlowMemory(64);
                Rig rig = new Rig(List.of(dns, web), GenerationsTest::route, memory.records())) {
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            final boolean[] runs = {true};
            generations.join(0, rig.worker, () -> runs[0]);
            rig.walk(frame());
            rig.walk(frame());
            // Nobody runs this worker now, so it cannot adopt: it counts as one that ended.
            runs[0] = false;
            generations.adopt(2, List.of(web));
            rig.walk(frame());
            final Report report = generations.report(new DeviceCounts(List.of(), 0, 0));
            assertEquals(
                    List.of(web),
                    report.services().stream().map(Report.ServiceCount::service).toList());
            assertEquals(3, report.services().getFirst().packets());
            assertEquals(3, report.services().getFirst().backends().getFirst().packets());
            assertEquals(3, report.verdicts().of(Verdict.FORWARDED));
            final Counters message = generations.counters(new CounterMessage(), NO_FLOWS);
            assertAgree(report, message);
            assertEquals(3, message.workers().getFirst().received());
            assertEquals(3, message.workers().getFirst().bursts());
        }
    }

    @Test
    void aServiceKeepsTheCountsOfBackendsThatItHasNoMore() {
        final Service first = Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.1"));
        final Service both = first.withBackends(Sites.backends("10.0.0.2", "10.0.0.1"));
        final Service second = first.withBackends(Sites.backends("10.0.0.2"));
        try (Generations generations = new Generations(1, List.of(first), GenerationsTest::route, System::nanoTime);
                FlowMemory memory = new FlowMemory(64);
                Rig rig = new Rig(List.of(first), GenerationsTest::route, memory.records())) {
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            generations.join(0, rig.worker, () -> false);
            rig.walk(frame());
            rig.walk(frame());
            long generation = 1;
            for (final Service now : List.of(both, second, first)) {
                generations.adopt(++generation, List.of(now));
                final Counters counters = generations.counters(new CounterMessage(), NO_FLOWS);
                assertEquals(2, counters.servicePackets(0));
                assertEquals(2 * frame().length, counters.serviceOctets(0));
                assertEquals(now.equals(both) ? 2 : 0, counters.backendPackets(now.equals(both) ? 1 : 0));
            }
        }
    }

    @Test
    void aMessageServesAgainAndBeginsAnew() {
        final List<Service> services =
                List.of(Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.1")));
        final CounterMessage message = new CounterMessage();
        try (Generations generations = new Generations(1, services, GenerationsTest::route, System::nanoTime);
                FlowMemory memory = new FlowMemory(64);
                Rig rig = new Rig(services, GenerationsTest::route, memory.records())) {
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            generations.join(7, rig.worker, () -> false);
            rig.walk(frame());
            final Counters first = generations.counters(message, NO_FLOWS);
            rig.walk(frame());
            final Counters second = generations.counters(message, NO_FLOWS);
            assertEquals(2, second.received());
            assertEquals(2, second.backendPackets(0));
            assertEquals(1, second.workers().size());
            assertEquals(7, second.workers().getFirst().cpu());
            assertSame(first.services(), second.services());
            final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            final int messages = 20_000;
            long before = 0;
            for (int i = 0; i < 2 * messages; i++) {
                before = i == messages ? thread.getCurrentThreadAllocatedBytes() : before;
                generations.counters(message, NO_FLOWS);
            }
            final long octets = (thread.getCurrentThreadAllocatedBytes() - before) / messages;
            assertTrue(octets <= 400, () -> octets + " octets a message");
        }
    }

    /** What travels says what the report does, with one service of one backend. */
    private static void assertAgree(final Report report, final Counters message) {
        assertEquals(report.generation(), message.generation());
        assertEquals(report.verdicts().received(), message.received());
        for (final Verdict verdict : Verdict.values()) {
            assertEquals(report.verdicts().of(verdict), message.packets(verdict));
        }
        final Report.ServiceCount service = report.services().getFirst();
        assertEquals(service.packets(), message.servicePackets(0));
        assertEquals(service.octets(), message.serviceOctets(0));
        assertEquals(service.backends().getFirst().packets(), message.backendPackets(0));
        assertEquals(service.backends().getFirst().octets(), message.backendOctets(0));
    }

    private static byte[] frame() {
        return FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4).tcp(1024, 80, 10).frame();
    }

    @Test
    void aGenerationThatCannotBeMadeChangesNothing() {
        final Service web = Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.1"));
        final Service lost = Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.9"));
        try (Generations generations = new Generations(
                1,
                List.of(web),
                (service, backend) -> {
                    if (service.equals(lost)) {
                        throw new IllegalArgumentException("no port leads there");
                    }
                    return route(service, backend);
                },
                System::nanoTime)) {
            assertThrows(IllegalArgumentException.class, () -> generations.adopt(2, List.of(lost)));
            assertEquals(1, generations.current().number());
            assertThrows(IllegalArgumentException.class, () -> generations.adopt(1, List.of()));
            assertEquals(1, generations.current().number());
            assertEquals(2, generations.adopt(2, List.of()).generation());
        }
    }
}
