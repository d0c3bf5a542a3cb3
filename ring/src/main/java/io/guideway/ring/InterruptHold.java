package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * EAL's interrupt thread waits from when this is made until it is closed: no driver takes memory away under a poll. Any
 * thread makes and closes it; with several, the last one closed lets the thread go on.
 */
public final class InterruptHold implements AutoCloseable {
    private static final ShimFunction HOLD = ShimFunction.of("gw_interrupts_hold", JAVA_INT);
    private static final ShimFunction RELEASE = ShimFunction.ofVoid("gw_interrupts_release");

    private boolean holds = true;

    /**
     * Returns when the thread waits; EAL runs.
     *
     * @throws DpdkException if there is no memory or descriptor left for it
     */
    public InterruptHold() {
        DpdkException.check(
                HOLD.status(),
                "EAL's interrupt thread cannot be held",
                "let the process open more files, by ulimit -n");
    }

    @Override
    public void close() {
        if (holds) {
            holds = false;
            RELEASE.call();
        }
    }
}
