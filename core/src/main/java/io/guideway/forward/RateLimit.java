package io.guideway.forward;

import org.agrona.concurrent.NanoClock;

/**
 * How often one worker may do something, such as answering: a token bucket (RFC 4443, section 2.4 (f) asks for one), kept as
 * the time at which it will be full again. Belongs to one worker.
 */
final class RateLimit {
    private static final long SECOND_NS = 1_000_000_000;

    private final NanoClock clock;
    private final long intervalNs;
    private final long burstNs;
    private long full;

    /**
     * @param perSecond times a second, on average
     * @param burst times at once, after a rest
     */
    RateLimit(final NanoClock clock, final int perSecond, final int burst) {
        this.clock = clock;
        intervalNs = SECOND_NS / perSecond;
        burstNs = burst * intervalNs;
        full = clock.nanoTime();
    }

    /** Whether it may be done now; then it counts as done. */
    boolean take() {
        final long now = clock.nanoTime();
        final long missing = Math.max(full - now, 0); // a difference, as the clock may begin anywhere
        if (missing > burstNs - intervalNs) {
            return false;
        }
        full = now + missing + intervalNs;
        return true;
    }
}
