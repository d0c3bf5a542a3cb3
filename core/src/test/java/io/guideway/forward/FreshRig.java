package io.guideway.forward;

import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Service;
import java.util.List;

/** A worker that gets the same frames again and again, each time in fresh mbufs, whatever it makes of them. Allocates nothing. */
final class FreshRig implements AutoCloseable {
    private static final int DATA_ROOM = 2048;

    private final MemoryMbufPool pool = new MemoryMbufPool(4 * Batch.CAPACITY, DATA_ROOM);
    private final MemoryRing in = new MemoryRing(Batch.CAPACITY);
    private final MemoryRing out = new MemoryRing(4 * Batch.CAPACITY);
    private final NativeBlock pointers = new NativeBlock((long) Long.BYTES * Batch.CAPACITY);
    private final NativeBlock templates;
    private final int[] lengths;
    private final ServiceTable services;
    private final Worker worker;

    /** @param frames at most a burst of them */
    FreshRig(final List<Service> services, final List<byte[]> frames) {
        templates = new NativeBlock((long) frames.size() * DATA_ROOM);
        lengths = new int[frames.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = frames.get(i).length;
            Mem.put(template(i), frames.get(i));
        }
        this.services = Sites.table(services);
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        Batch.CAPACITY,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Rig.STATION)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                Rig.HASH,
                new View(this.services));
    }

    private long template(final int i) {
        return templates.address() + (long) i * DATA_ROOM;
    }

    Worker worker() {
        return worker;
    }

    /** All frames in one burst, {@code rounds} times; throws if an mbuf is missing afterwards. */
    void run(final int rounds) {
        for (int round = 0; round < rounds; round++) {
            receive();
            worker.runOnce();
            drain();
            if (pool.inUse() != 0) {
                throw new IllegalStateException("mbufs are missing");
            }
        }
    }

    private void receive() {
        pool.allocate(pointers.address(), lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            final long mbuf = Mem.i64(pointers.address() + 8L * i);
            Mbuf.place(mbuf, Mbuf.HEADROOM, lengths[i]);
            Mem.copy(template(i), Mbuf.data(mbuf), lengths[i]);
        }
        in.put(pointers.address(), lengths.length);
    }

    private void drain() {
        for (int n = out.take(pointers.address(), Batch.CAPACITY);
                n > 0;
                n = out.take(pointers.address(), Batch.CAPACITY)) {
            pool.free(pointers.address(), n);
        }
    }

    @Override
    public void close() {
        worker.close();
        services.close();
        pool.close();
        pointers.close();
        templates.close();
    }
}
