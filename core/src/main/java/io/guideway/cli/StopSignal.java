package io.guideway.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Waits for SIGTERM or SIGINT, and lets the program end in its own way: with what it has to close and to say, and with its
 * own exit code instead of the signal's.
 */
public final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode;

    /** From now on a signal releases {@link #await} and is held until {@link #finish}. */
    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stop-signal"));
    }

    private void hold() {
        asked.countDown();
        try {
            finished.await();
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        // Past the hooks a JVM that a signal stopped would end with 128 + signal.
        Runtime.getRuntime().halt(exitCode);
    }

    /** Waits until a signal came or {@link #release} was called. */
    public void await() throws InterruptedException {
        asked.await();
    }

    /** Ends the wait without a signal. Any thread. */
    public void release() {
        asked.countDown();
    }

    /** Everything is closed and said: the program may end with {@code code}. */
    public void finish(final int code) {
        exitCode = code;
        finished.countDown();
    }
}
