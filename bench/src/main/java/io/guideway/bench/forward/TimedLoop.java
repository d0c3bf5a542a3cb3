package io.guideway.bench.forward;

import io.guideway.forward.Worker;
import io.guideway.ring.MbufPool;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.RxQueue;
import io.guideway.ring.TxQueue;

/** Runs a worker for a time, the way that C's {@code gwb_run} does. Belongs to the worker's thread. */
final class TimedLoop implements AutoCloseable {
    /** Bursts between two looks at the clock. */
    private static final int BURSTS = 256;

    private static final long NANOSECONDS = 1_000_000;

    private final Worker worker;
    private final RxQueue rx;
    private final TxQueue tx;
    private final MbufPool pool;
    private final int burst;
    private final NativeBlock pointers;

    TimedLoop(final Worker worker, final RxQueue rx, final TxQueue tx, final MbufPool pool, final int burst) {
        this.worker = worker;
        this.rx = rx;
        this.tx = tx;
        this.pool = pool;
        this.burst = burst;
        pointers = new NativeBlock((long) Long.BYTES * burst);
    }

    /** Forwards for about so long. */
    Rate forward(final int milliseconds) {
        final long start = System.nanoTime();
        final long end = start + milliseconds * NANOSECONDS;
        long packets = 0;
        long now;
        do {
            for (int i = 0; i < BURSTS; i++) {
                packets += worker.runOnce();
            }
            now = System.nanoTime();
        } while (now - end < 0);
        return new Rate(packets, now - start);
    }

    /** Receives and sends, with no work between, for about so long. */
    Rate turnAround(final int milliseconds) {
        final long start = System.nanoTime();
        final long end = start + milliseconds * NANOSECONDS;
        long packets = 0;
        long now;
        do {
            for (int i = 0; i < BURSTS; i++) {
                packets += turnOne();
            }
            now = System.nanoTime();
        } while (now - end < 0);
        return new Rate(packets, now - start);
    }

    private int turnOne() {
        final int received = rx.poll(pointers.address(), burst);
        final int sent = tx.offer(pointers.address(), received);
        if (sent < received) {
            pool.free(pointers.address() + (long) Long.BYTES * sent, received - sent);
        }
        return received;
    }

    @Override
    public void close() {
        pointers.close();
    }
}
