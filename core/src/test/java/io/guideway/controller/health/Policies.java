package io.guideway.controller.health;

import java.time.Duration;

/** Policies for tests. */
final class Policies {
    private Policies() {}

    /** Checks that never take place on their own. */
    static HealthPolicy of(final Check check, final int rise, final int fall, final Damping damping) {
        return of(check, 1, Duration.ofHours(1), Duration.ofHours(1), rise, fall, damping);
    }

    static HealthPolicy of(
            final Check check,
            final int port,
            final Duration interval,
            final Duration timeout,
            final int rise,
            final int fall,
            final Damping damping) {
        return new HealthPolicy(
                check,
                port,
                interval,
                10,
                timeout,
                rise,
                fall,
                damping,
                Watermark.ONLY_NONE,
                SlowStart.NONE,
                Way.DIRECT);
    }
}
