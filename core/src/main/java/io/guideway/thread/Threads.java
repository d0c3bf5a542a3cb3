package io.guideway.thread;

/** Waiting for threads. */
public final class Threads {
    private Threads() {}

    /**
     * Waits for a thread's end, whoever is in a hurry: what the thread touches is about to go. An interrupt meanwhile is not
     * lost, but seen afterwards.
     */
    public static void awaitEnd(final Thread thread) {
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
}
