package io.guideway.thread;

import java.time.Duration;

/** Waiting for threads. */
public final class Threads {
    private Threads() {}

    /**
     * Waits for a thread's end, whoever is in a hurry: what the thread touches is about to go. An interrupt meanwhile is not
     * lost, but seen afterwards.
     */
    public static void awaitEnd(final Thread thread) {
        awaitEnd(thread, Duration.ofDays(Short.MAX_VALUE));
    }

    /** The same within a bound; whether the thread has ended. */
    public static boolean awaitEnd(final Thread thread, final Duration bound) {
        final long endNs = System.nanoTime() + bound.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - endNs < 0) {
            try {
                thread.join(Duration.ofNanos(endNs - System.nanoTime()));
            } catch (final InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
