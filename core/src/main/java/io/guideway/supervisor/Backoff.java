package io.guideway.supervisor;

import java.time.Duration;

/**
 * How long to wait before a process that has ended is started again: each time twice as long as before, up to a bound, and from
 * the beginning after it ran well. One thread. No jitter: the two processes of a node wait for nothing that they share.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** What ran so long had no trouble with its start. */
    static final Duration WELL = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** The wait after a process that ran for this long. */
    Duration after(final Duration run) {
        final Duration wait = run.compareTo(WELL) >= 0 ? FIRST : next;
        final Duration twice = wait.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return wait;
    }
}
