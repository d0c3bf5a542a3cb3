package io.guideway.controller.health;

import java.time.Duration;

/**
 * How long a backend that falls again and again is kept down, however good its answers: not at all after the first fall,
 * {@code hold} after the second, and twice as long after each further one.
 *
 * @param hold after the second fall; zero = no damping
 * @param longest what it never exceeds
 * @param forget a backend that was up for so long has never fallen
 */
public record Damping(Duration hold, Duration longest, Duration forget) {
    /** No damping. */
    public static final Damping NONE = new Damping(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    /** Where the configuration names no hold. */
    public static final Duration DEFAULT_HOLD = Duration.ofSeconds(10);
    /** Where the configuration names no longest hold. */
    public static final Duration DEFAULT_LONGEST = Duration.ofMinutes(5);
    /** Where the configuration does not say when falls are forgotten. */
    public static final Duration DEFAULT_FORGET = Duration.ofMinutes(10);

    /** How long the {@code fall}-th fall in a row, counted from 1, keeps a backend down. */
    long holdNs(final int fall) {
        if (fall < 2) {
            return 0;
        }
        long ns = hold.toNanos();
        final long most = longest.toNanos();
        for (int i = 2; i < fall && ns > 0 && ns < most; i++) {
            ns *= 2;
        }
        return Math.min(ns, most);
    }
}
