package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.forward.Batch;
import io.guideway.forward.Choice;
import io.guideway.forward.FlowRecords;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.wire.Explained.Departure;
import io.guideway.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One packet through all stages, by a worker that is nobody's: between queues in process memory, with counters and records of its
 * own. So what it finds out is what a real worker would find out, and nobody else notices.
 *
 * @param verdict as it would be counted
 * @param service index in the generation, or {@link Batch#NONE}
 * @param slot of the service's table, or {@link Batch#NONE}
 * @param part of the service's clients that it is of, as {@link io.guideway.service.Parts} has them
 * @param hash of the flow, where there is a slot
 * @param backend number among all of the generation, or {@link Batch#NONE}
 * @param choice why its backend is not simply its slot's; empty if the hash alone decided
 * @param leaving what the packet became, one or several or nothing
 */
record Trial(
        Verdict verdict,
        int service,
        int part,
        int slot,
        long hash,
        int backend,
        Optional<Choice> choice,
        List<Departure> leaving) {

    /** Octets behind the frame in its buffer, as with a device's. */
    private static final int TAILROOM = 512;

    /** The packet, and what it may become. */
    private static final int MBUFS = Batch.CAPACITY;

    /**
     * Sends a frame through.
     *
     * @param view not closed here; what is counted stays in it
     * @param records for views that track; not closed here
     * @param arrival index of the port that it arrives on
     */
    static Trial of(
            final byte[] frame,
            final List<Gate> gates,
            final int arrival,
            final FlowHash hash,
            final View view,
            final Optional<FlowRecords> records) {
        final List<MemoryRing> out =
                gates.stream().map(gate -> new MemoryRing(MBUFS)).toList();
        final MemoryRing in = new MemoryRing(1);
        try (MemoryMbufPool pool = new MemoryMbufPool(MBUFS, frame.length + TAILROOM);
                NativeBlock pointers = new NativeBlock((long) Long.BYTES * MBUFS);
                Worker worker = new Worker(plan(gates, arrival, in, out, pool), hash, records, view)) {
            put(frame, pool, pointers, in);
            worker.runOnce();
            return found(worker, departures(gates, out, pointers));
        }
    }

    /** All ports, as answers leave by the one that they came by; on the others nothing arrives. */
    private static Worker.Plan plan(
            final List<Gate> gates,
            final int arrival,
            final MemoryRing in,
            final List<MemoryRing> out,
            final MemoryMbufPool pool) {
        final List<Worker.Inlet> inlets = IntStream.range(0, gates.size())
                .mapToObj(i -> new Worker.Inlet(
                        new MemoryRxQueue(i == arrival ? in : new MemoryRing(1)),
                        gates.get(i).station()))
                .toList();
        return new Worker.Plan(
                0,
                1,
                1,
                inlets,
                List.copyOf(out.stream().map(MemoryTxQueue::new).toList()),
                pool);
    }

    private static void put(
            final byte[] frame, final MemoryMbufPool pool, final NativeBlock pointers, final MemoryRing in) {
        pool.allocate(pointers.address(), 1);
        final long mbuf = Mem.i64(pointers.address());
        Mbuf.place(mbuf, Mbuf.HEADROOM, frame.length);
        Mem.put(Mbuf.data(mbuf), frame);
        in.put(pointers.address(), 1);
    }

    private static List<Departure> departures(
            final List<Gate> gates, final List<MemoryRing> out, final NativeBlock pointers) {
        final List<Departure> departures = new ArrayList<>();
        for (int port = 0; port < out.size(); port++) {
            final int count = out.get(port).take(pointers.address(), MBUFS);
            for (int i = 0; i < count; i++) {
                final long mbuf = Mem.i64(pointers.address() + (long) Long.BYTES * i);
                departures.add(new Departure(gates.get(port).id(), new Octets(MemoryMbufPool.content(mbuf))));
            }
        }
        return departures;
    }

    private static Trial found(final Worker worker, final List<Departure> leaving) {
        final Batch batch = worker.batch();
        Optional<Choice> choice = Optional.empty();
        for (final Choice one : Choice.values()) {
            if (worker.counters().packets(one) > 0) {
                choice = Optional.of(one);
            }
        }
        return new Trial(
                Verdict.of(batch.verdict(0)),
                batch.service(0),
                batch.part(0),
                batch.slot(0),
                batch.hash(0),
                batch.backend(0),
                choice,
                leaving);
    }
}
