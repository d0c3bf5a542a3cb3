package io.guideway.forward;

import static io.guideway.bench.GuidewayBenchmark.BURST;

import io.guideway.flow.FlowHash;
import io.guideway.packet.Verdict;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Service;
import java.util.List;

/**
 * A worker between two rings in process memory. As many mbufs go round as a receive queue of a device has descriptors; each
 * that was sent comes back with a frame of the next flow, behind all that wait.
 */
final class PacketLoop implements AutoCloseable {
    private static final int MBUFS = 1024;

    private final MemoryMbufPool pool = new MemoryMbufPool(MBUFS, FlowSource.DATA_ROOM);
    private final MemoryRing in = new MemoryRing(MBUFS);
    private final MemoryRing out = new MemoryRing(BURST);
    private final NativeBlock pointers = new NativeBlock(8L * BURST);
    private final ServiceTable services;
    private final FlowSource source;
    private final Worker worker;

    PacketLoop(final List<Service> services, final int flows) {
        this.services = Sites.table(services);
        source = new FlowSource(services, flows);
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        BURST,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Rig.STATION)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                new FlowHash(1, 2),
                new View(this.services));
        while (pool.allocate(pointers.address(), BURST)) {
            receive(BURST);
        }
    }

    /** Takes one burst through the worker and receives as many packets anew; returns packets. */
    int turn() {
        worker.runOnce();
        return receive(out.take(pointers.address(), BURST));
    }

    /** The same without the worker. */
    int turnWithoutWorker() {
        return receive(in.take(pointers.address(), BURST));
    }

    private int receive(final int count) {
        source.fill(pointers.address(), count);
        return in.put(pointers.address(), count);
    }

    /** @throws IllegalStateException if a packet was not forwarded: then the figures are not what they seem */
    @Override
    public void close() {
        final long received = worker.counters().received();
        final long forwarded = worker.counters().packets(Verdict.FORWARDED);
        worker.close();
        services.close();
        source.close();
        pool.close();
        pointers.close();
        if (forwarded != received) {
            throw new IllegalStateException("of %d packets only %d were forwarded".formatted(received, forwarded));
        }
    }
}
