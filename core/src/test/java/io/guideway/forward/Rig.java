package io.guideway.forward;

import io.guideway.flow.FlowHash;
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
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A worker between rings in process memory: frames go in as octets and come out as octets. */
public final class Rig implements AutoCloseable {
    /** Ethernet address of the node's port. */
    public static final long STATION = 0x0200_0000_0002L;

    /** The tier's seed of all tests. */
    public static final FlowHash HASH = new FlowHash(0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L);

    /** Room in an mbuf for a jumbo frame. */
    private static final int DATA_ROOM = 10_000;

    /** The worker's clock. */
    public long nowNs;

    /** By how much the clock goes on each time that it is read. */
    public long nsPerLook;

    public final MemoryMbufPool pool;
    public final Worker worker;
    private final ServiceTable services;
    private final MemoryRing in = new MemoryRing(1024);
    private final MemoryRing out;
    private final NativeBlock pointers = new NativeBlock(8L * Batch.CAPACITY);

    /** A rig whose worker takes frames for {@link #STATION} only. */
    public Rig(final List<Service> services, final BiFunction<Service, Backend, Route> routes) {
        this(services, routes, STATION, 1024);
    }

    /** @param records what the worker remembers of flows; not closed with the rig */
    public Rig(
            final List<Service> services, final BiFunction<Service, Backend, Route> routes, final FlowRecords records) {
        this(services, routes, STATION, 1024, 4 * Batch.CAPACITY, Optional.of(records));
    }

    /** @param txCapacity packets that the transmit queue holds before it is full */
    public Rig(
            final List<Service> services,
            final BiFunction<Service, Backend, Route> routes,
            final long station,
            final int txCapacity) {
        this(services, routes, station, txCapacity, 4 * Batch.CAPACITY);
    }

    /** @param mbufs of the pool */
    public Rig(
            final List<Service> services,
            final BiFunction<Service, Backend, Route> routes,
            final long station,
            final int txCapacity,
            final int mbufs) {
        this(services, routes, station, txCapacity, mbufs, Optional.empty());
    }

    private Rig(
            final List<Service> services,
            final BiFunction<Service, Backend, Route> routes,
            final long station,
            final int txCapacity,
            final int mbufs,
            final Optional<FlowRecords> records) {
        pool = new MemoryMbufPool(mbufs, DATA_ROOM);
        out = new MemoryRing(txCapacity);
        this.services = new ServiceTable(Generation.alone(1, services), new BackendTable(services, routes));
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        Batch.CAPACITY,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), station)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                HASH,
                records,
                new View(this.services),
                () -> nowNs += nsPerLook);
    }

    /** Puts a frame into the receive queue. */
    public void receive(final byte[] frame) {
        receive(pool.packet(frame));
    }

    /** Puts an mbuf into the receive queue. */
    public void receive(final long mbuf) {
        Mem.i64(pointers.address(), mbuf);
        if (in.put(pointers.address(), 1) != 1) {
            throw new IllegalStateException("the receive ring is full");
        }
    }

    /** One burst through the worker, behind one of packets that it held and need not any more. */
    public List<byte[]> burst() {
        final List<byte[]> frames = new ArrayList<>();
        do {
            worker.runOnce();
            frames.addAll(sent());
        } while (worker.batch().isReleased());
        return frames;
    }

    /** These frames through the worker in one burst: what was sent for them. */
    public List<byte[]> walk(final byte[]... frames) {
        for (final byte[] frame : frames) {
            receive(frame);
        }
        return burst();
    }

    /** Lets what the worker still holds go, and says what was sent. */
    public List<byte[]> finish() {
        final List<byte[]> frames = new ArrayList<>();
        for (int left = worker.finish(); left > 0; left = worker.finish()) {
            frames.addAll(sent());
        }
        return frames;
    }

    /** The verdict of the first packet of the last burst. */
    public Verdict verdict() {
        return Verdict.of(worker.batch().verdict(0));
    }

    private List<byte[]> sent() {
        final List<byte[]> frames = new ArrayList<>();
        for (int n = out.take(pointers.address(), Batch.CAPACITY);
                n > 0;
                n = out.take(pointers.address(), Batch.CAPACITY)) {
            for (int i = 0; i < n; i++) {
                final long mbuf = Mem.i64(pointers.address() + 8L * i);
                frames.add(MemoryMbufPool.content(mbuf));
            }
            pool.free(pointers.address(), n);
        }
        return frames;
    }

    @Override
    public void close() {
        worker.close();
        services.close();
        pool.close();
        pointers.close();
    }
}
