package io.guideway.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether the owner is at work on the streams. When Aeron gives its client up, because the driver is gone or this process stood
 * still, it unmaps them by a thread of its own; that waits here until the owner has left, for who touches memory that is
 * mapped no more takes the whole process along. The owner comes in, and only then asks whether the client is closed; Aeron
 * closes it, and only then asks whether somebody is in.
 */
final class Presence implements Runnable {
    private static final long LONGEST_WAIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Written by the owner alone. */
    private volatile int depth;

    /** The owner begins, perhaps within what it has begun: a handler may offer. */
    void enter() {
        final int before = depth;
        depth = before + 1;
    }

    /** The owner has finished what it began last. */
    void leave() {
        final int before = depth;
        depth = before - 1;
    }

    /** Aeron, closed, before it unmaps anything. Bounded, as an owner may wait for a lock that this very thread has. */
    @Override
    public void run() {
        final long beginNs = System.nanoTime();
        while (depth > 0 && System.nanoTime() - beginNs < LONGEST_WAIT_NS) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
