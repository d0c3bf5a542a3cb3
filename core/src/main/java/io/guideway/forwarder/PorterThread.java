package io.guideway.forwarder;

import io.guideway.forward.Hatch;
import io.guideway.forwarder.porter.Porter;
import io.guideway.thread.Threads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** The thread of the porter; it keeps off the workers' CPUs, and sleeps for up to a millisecond while there is nothing to do. */
final class PorterThread implements AutoCloseable {
    private static final int SPINS = 10;
    private static final int YIELDS = 5;
    private static final long SHORTEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** For how long the workers are given time to take back what waits, at the end. */
    private static final int LAST_LOOKS = 200;

    private final Porter porter;
    private final List<Hatch> hatches;
    private final Consumer<Throwable> onFailure;
    private final IdleStrategy idle = new BackoffIdleStrategy(SPINS, YIELDS, SHORTEST_PARK_NS, LONGEST_PARK_NS);
    private final Thread thread;
    private volatile boolean stopped;

    /** @param onFailure told, on this thread, if the porter ends by an exception */
    PorterThread(final Porter porter, final List<Hatch> hatches, final Consumer<Throwable> onFailure) {
        this.porter = porter;
        this.hatches = hatches;
        this.onFailure = onFailure;
        thread = Thread.ofPlatform().name("porter").start(this::run);
    }

    private void run() {
        try {
            while (!stopped) {
                idle.idle(porter.work());
            }
            finish();
        } catch (final RuntimeException | Error failure) {
            onFailure.accept(failure);
        }
    }

    /** What waits is given back to be counted; the workers still run. */
    private void finish() {
        for (int i = 0; i < LAST_LOOKS && (porter.work() > 0 || !porter.releaseAll()); i++) {
            LockSupport.parkNanos(LONGEST_PARK_NS);
        }
    }

    /** Lets nobody wait any more, and waits for the thread's end; before the workers stop. */
    @Override
    public void close() {
        hatches.forEach(Hatch::letNobodyWait);
        stopped = true;
        Threads.awaitEnd(thread);
    }
}
