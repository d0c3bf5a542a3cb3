package io.guideway.ring;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread on which EAL is started and every control call of DPDK runs: EAL pins its caller, and a thread that is
 * nobody else's may be pinned. Any thread may hand it a call and waits for the result.
 */
final class ControlThread implements AutoCloseable {
    /** DPDK expects a C thread's stack, not the smaller one of a Java thread. */
    private static final long STACK_BYTES = 8 << 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("guideway-eal")
            .daemon()
            .stackSize(STACK_BYTES)
            .factory());

    /**
     * Runs {@code call} on the control thread; returns what it returned, or throws the unchecked exception that it threw.
     *
     * @throws IllegalStateException if the thread has ended, because EAL is closed
     */
    <T> T call(final Callable<T> call) {
        final Future<T> task;
        try {
            task = thread.submit(call);
        } catch (final RejectedExecutionException e) {
            throw new IllegalStateException("EAL is closed, and a process starts it only once", e);
        }
        return result(task);
    }

    private static <T> T result(final Future<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (final InterruptedException e) {
                    interrupted = true; // the call runs on, and its result must not get lost
                }
            }
        } catch (final ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(final Throwable cause) {
        if (cause instanceof final Error error) {
            throw error;
        }
        return cause instanceof final RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** Lets the thread end after the calls that it has. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
