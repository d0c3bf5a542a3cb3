package io.guideway.bench.forward;

import io.guideway.ring.WorkerThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A worker's thread for as long as one call takes: bound to a CPU, and an lcore of DPDK. */
public final class PinnedThread {
    private PinnedThread() {}

    /**
     * Calls and waits.
     *
     * @throws io.guideway.ring.DpdkException if there is no such CPU for us, or no lcore left
     */
    public static <T> T call(final int cpu, final Supplier<T> work) {
        final CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name("worker-" + cpu).daemon().start(() -> {
            try {
                result.complete(pinned(cpu, work));
            } catch (final RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.join();
        } catch (final CompletionException failure) {
            throw failure.getCause() instanceof final RuntimeException cause ? cause : failure;
        }
    }

    private static <T> T pinned(final int cpu, final Supplier<T> work) {
        WorkerThread.pin(cpu);
        WorkerThread.register();
        try {
            return work.get();
        } finally {
            WorkerThread.unregister();
        }
    }
}
