package io.guideway.forwarder;

import io.guideway.forward.Worker;
import io.guideway.ring.WorkerThread;
import io.guideway.thread.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A platform thread pinned to one CPU and known to DPDK, that runs one worker from its first generation until it is told to
 * stop.
 */
final class PinnedWorker implements AutoCloseable {
    private static final int SPINS = 100;
    private static final int YIELDS = 10;
    private static final long SHORTEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long LONGEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Worker worker;
    private final int cpu;
    private final IdleStrategy idle;
    private final Consumer<Throwable> onFailure;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Thread thread;

    /**
     * @param busySpin whether to poll on when nothing comes
     * @param onFailure told, on the worker's thread, if the worker ends by an exception
     */
    PinnedWorker(final Worker worker, final int cpu, final boolean busySpin, final Consumer<Throwable> onFailure) {
        this.worker = worker;
        this.cpu = cpu;
        this.onFailure = onFailure;
        idle = busySpin
                ? BusySpinIdleStrategy.INSTANCE
                : new BackoffIdleStrategy(SPINS, YIELDS, SHORTEST_PARK_NS, LONGEST_PARK_NS);
        thread = new Thread(this::run, "worker-" + cpu);
    }

    /**
     * Starts the thread and returns when it polls.
     *
     * @throws io.guideway.ring.DpdkException if it cannot be pinned to its CPU or made known to DPDK
     */
    void start() {
        thread.start();
        try {
            started.join();
        } catch (final CompletionException failure) {
            throw failure.getCause() instanceof final RuntimeException cause ? cause : failure;
        }
    }

    private void run() {
        try {
            WorkerThread.pin(cpu);
            WorkerThread.register();
        } catch (final RuntimeException | Error failure) {
            started.completeExceptionally(failure);
            return;
        }
        try {
            started.complete(null);
            awaitServices();
            worker.run(idle);
        } catch (final RuntimeException | Error failure) {
            onFailure.accept(failure);
        } finally {
            WorkerThread.unregister();
        }
    }

    /** Until somebody tells what the services are, packets are better off in the device's queue. */
    private void awaitServices() {
        while (!worker.hasGeneration() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    /** Whether the worker may still touch anything; any thread. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Lets the worker finish its burst and waits for the thread's end: the memory that it touches is about to go. */
    @Override
    public void close() {
        thread.interrupt();
        Threads.awaitEnd(thread);
    }
}
