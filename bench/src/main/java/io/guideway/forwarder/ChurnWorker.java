package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.forward.FlowRecords;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * A worker between rings in memory, on a thread of its own, which is given a burst of packets as soon as it has sent the one
 * before, and looks at every packet that it sent: the backend must be in the generation that the worker goes by.
 */
final class ChurnWorker {
    private static final int BURST = 32;
    private static final int FRAME_ROOM = 256;

    /** In a frame that leaves by {@code ipip} over IPv4: the outer and the inner destination address. */
    private static final int BACKEND = 30;

    private static final int VIP = 50;

    private final Worker worker;
    private final List<byte[]> frames;
    private final LongFunction<Members> members;
    private final MemoryMbufPool pool = new MemoryMbufPool(2 * BURST, FRAME_ROOM);
    private final MemoryRing in = new MemoryRing(2 * BURST);
    private final MemoryRing out = new MemoryRing(2 * BURST);
    private final NativeBlock pointers = new NativeBlock(8L * BURST);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final Thread thread;
    private Members current;
    private int next;
    private volatile Throwable fault;
    private volatile boolean stopped;

    /** Whether a packet for a VIP may be sent to a backend, by one generation; both as the 32 bits of an IPv4 address. */
    interface Members {
        long generation();

        boolean allow(int vip, int backend);
    }

    /**
     * @param workers how many there are
     * @param frames that it is given in turn
     * @param members of a generation, by its number
     */
    ChurnWorker(
            final int index,
            final int workers,
            final FlowHash hash,
            final FlowRecords records,
            final View view,
            final List<byte[]> frames,
            final LongFunction<Members> members) {
        this.frames = frames;
        this.members = members;
        worker = new Worker(
                new Worker.Plan(
                        index,
                        workers,
                        BURST,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Worker.Inlet.ANY_STATION)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                hash,
                Optional.of(records),
                view);
        current = members.apply(view.generation().number());
        thread = Thread.ofPlatform().name("churn-" + index).start(this::run);
    }

    Worker worker() {
        return worker;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Packets that it was given. */
    long offered() {
        return offered.get();
    }

    /** Packets that it sent, each of them looked at. */
    long checked() {
        return checked.get();
    }

    private void run() {
        try {
            while (!stopped) {
                offer();
                worker.runOnce();
                check();
            }
        } catch (final RuntimeException | Error failure) {
            fault = failure;
        }
    }

    private void offer() {
        for (int i = 0; i < BURST; i++) {
            Mem.i64(pointers.address() + 8L * i, pool.packet(frames.get(next)));
            next = next + 1 == frames.size() ? 0 : next + 1;
        }
        in.put(pointers.address(), BURST);
        offered.lazySet(offered.get() + BURST);
    }

    /** What was sent just now went by the generation that the worker has adopted. */
    private void check() {
        final long generation = worker.adopted().generation().number();
        if (current.generation() != generation) {
            current = members.apply(generation);
        }
        final int sent = out.take(pointers.address(), BURST);
        for (int i = 0; i < sent; i++) {
            final long frame = Mbuf.data(Mem.i64(pointers.address() + 8L * i));
            final int vip = Mem.i32be(frame + VIP);
            final int backend = Mem.i32be(frame + BACKEND);
            if (!current.allow(vip, backend)) {
                throw new IllegalStateException("a packet for %08x was sent to %08x, which is not in generation %d"
                        .formatted(vip, backend, generation));
            }
        }
        pool.free(pointers.address(), sent);
        checked.lazySet(checked.get() + sent);
    }

    /** Ends the thread, however hurried: its memory is freed next. */
    void stop() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IllegalStateException if a packet went wrong */
    void requireNoFault() {
        final Throwable failure = fault;
        if (failure != null) {
            throw new IllegalStateException("a worker has failed", failure);
        }
    }

    /** The thread has ended. */
    void close() {
        worker.close();
        pool.close();
        pointers.close();
    }
}
