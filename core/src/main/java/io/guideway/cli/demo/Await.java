package io.guideway.cli.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions that nobody announces, by asking again and again for a bounded time. */
public final class Await {
    private static final long PAUSE_MS = 5;

    private Await() {}

    /** Returns whether the condition came true within the bound; at once where it is true already. */
    public static boolean until(final BooleanSupplier condition, final Duration bound) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                return false;
            }
            Thread.sleep(PAUSE_MS);
        }
        return true;
    }
}
