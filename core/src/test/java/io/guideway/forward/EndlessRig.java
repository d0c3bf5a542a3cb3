package io.guideway.forward;

import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Service;
import java.util.List;

/**
 * A worker between rings in process memory that never run dry: what it sends or drops is restored to how it came and received
 * again. The restoring (a header of 24 octets and two lengths a packet) stands in for a receiving driver.
 */
public final class EndlessRig implements AutoCloseable {
    /** Octets from the frame's first on that rewriting may change, at the most: two tags, an IPv6 header, a TCP checksum. */
    private static final int CHANGED = 80;

    /** At the start of each buffer, far before the frame at its end: offset and length of the frame, then its first octets. */
    private static final int SAVED_OFFSET = 0;

    private static final int SAVED_LENGTH = 2;
    private static final int SAVED_LINK = 8;

    private static final int DATA_ROOM = 2048;

    private final MemoryMbufPool pool;
    private final MemoryRing in;
    private final MemoryRing out;
    private final NativeBlock pointers = new NativeBlock(8L * Batch.CAPACITY);
    private final ServiceTable services;
    private final Worker worker;
    private final int frames;

    /** The samples' services and their frames. */
    public EndlessRig(final List<byte[]> frames) {
        this(SampleFrames.SERVICES, frames, Batch.CAPACITY);
    }

    /**
     * @param frames at least as long as a link header and a word, and at most {@link #DATA_ROOM}
     * @param burst most packets of one poll
     */
    public EndlessRig(final List<Service> services, final List<byte[]> frames, final int burst) {
        this.frames = frames.size();
        pool = new MemoryMbufPool(frames.size(), DATA_ROOM);
        in = new MemoryRing(Integer.highestOneBit(frames.size()) << 1);
        out = new MemoryRing(Batch.CAPACITY);
        for (final byte[] frame : frames) {
            admit(pool.packet(frame));
        }
        this.services = Sites.table(services);
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        burst,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Rig.STATION)),
                        List.of(new MemoryTxQueue(out)),
                        new Recycler()),
                Rig.HASH,
                new View(this.services));
    }

    /** The worker under way. */
    public Worker worker() {
        return worker;
    }

    /** Takes every frame through the worker, {@code rounds} times. */
    public void run(final int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int received = 0; received < frames; ) {
                received += runOnce();
            }
        }
    }

    /** One burst through the worker; returns the packets in it. */
    public int runOnce() {
        final int received = worker.runOnce();
        readmit(pointers.address(), out.take(pointers.address(), Batch.CAPACITY));
        return received;
    }

    private void admit(final long mbuf) {
        final long buffer = buffer(mbuf);
        Mem.u16(buffer + SAVED_OFFSET, Mbuf.headroom(mbuf));
        Mem.u16(buffer + SAVED_LENGTH, Mbuf.dataLength(mbuf));
        Mem.copy(Mbuf.data(mbuf), buffer + SAVED_LINK, Math.min(CHANGED, Mbuf.dataLength(mbuf)));
        Mem.i64(pointers.address(), mbuf);
        in.put(pointers.address(), 1);
    }

    private void readmit(final long mbufs, final int count) {
        for (int i = 0; i < count; i++) {
            final long mbuf = Mem.i64(mbufs + 8L * i);
            final long buffer = buffer(mbuf);
            Mbuf.place(mbuf, Mem.u16(buffer + SAVED_OFFSET), Mem.u16(buffer + SAVED_LENGTH));
            final long data = Mbuf.data(mbuf);
            final int changed = Math.min(CHANGED, Mbuf.dataLength(mbuf)) - 7;
            for (int octet = 0; octet < changed; octet += 8) {
                Mem.i64(data + octet, Mem.i64(buffer + SAVED_LINK + octet));
            }
        }
        in.put(mbufs, count);
    }

    private static long buffer(final long mbuf) {
        return Mbuf.data(mbuf) - Mbuf.headroom(mbuf);
    }

    @Override
    public void close() {
        worker.close();
        services.close();
        pool.close();
        pointers.close();
    }

    /** Where dropped packets go: back to the start. */
    private final class Recycler implements MbufPool {
        @Override
        public boolean allocate(final long mbufs, final int count) {
            return false;
        }

        @Override
        public void free(final long mbufs, final int count) {
            readmit(mbufs, count);
        }

        @Override
        public int inUse() {
            return pool.inUse();
        }

        @Override
        public int size() {
            return pool.size();
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
