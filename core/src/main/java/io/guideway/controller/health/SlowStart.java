package io.guideway.controller.health;

import java.time.Duration;

/**
 * How a backend's weight grows after it came up: {@code 1/steps} of it at once, and as much again at each further step,
 * evenly in time.
 *
 * @param over until the whole weight is reached; zero = at once
 * @param steps 1 to 100
 */
public record SlowStart(Duration over, int steps) {
    /** All of the weight at once. */
    public static final SlowStart NONE = new SlowStart(Duration.ZERO, 1);
    /** Where the configuration names no steps. */
    public static final int DEFAULT_STEPS = 5;

    /** The step that a backend is on, 1 to {@link #steps}, having been up for {@code upNs}. */
    int step(final long upNs) {
        final long eachNs = eachNs();
        return eachNs == 0 ? steps : (int) Math.min(steps - 1, upNs / eachNs) + 1;
    }

    /** How long until the next step; {@link Long#MAX_VALUE} on the last. */
    long untilNextNs(final long upNs) {
        final int step = step(upNs);
        return step == steps ? Long.MAX_VALUE : eachNs() * step - upNs;
    }

    private long eachNs() {
        return steps == 1 ? 0 : over.toNanos() / (steps - 1);
    }
}
