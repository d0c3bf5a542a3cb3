package io.guideway.controller.health;

import java.time.Duration;

/**
 * How the backends of one service are checked, and what follows from it. An immutable, validated value.
 *
 * @param check what they are asked
 * @param port where, 1 to 65535
 * @param interval from the start of one run to the start of the next, 100 ms to 1 h
 * @param jitterPercent by how much an interval may be longer or shorter, 0 to 50
 * @param timeout how long a run may take, 10 ms to {@code interval}
 * @param rise good results in a row until a backend is up
 * @param fall bad results in a row until a backend is down
 * @param damping how long a backend that falls again and again is kept down
 * @param watermark how few backends are believed to be all that is left
 * @param slowStart how a backend's weight grows after it came up
 * @param way how checks come to the backends
 */
public record HealthPolicy(
        Check check,
        int port,
        Duration interval,
        int jitterPercent,
        Duration timeout,
        int rise,
        int fall,
        Damping damping,
        Watermark watermark,
        SlowStart slowStart,
        Way way) {
    /** Where the configuration names no interval. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(2);
    /** Where the configuration names no timeout and the interval is not shorter. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);
    /** Where the configuration names no jitter. */
    public static final int DEFAULT_JITTER_PERCENT = 10;
    /** Where the configuration names no rise. */
    public static final int DEFAULT_RISE = 2;
    /** Where the configuration names no fall. */
    public static final int DEFAULT_FALL = 3;

    /** The same by another way. */
    public HealthPolicy by(final Way other) {
        return new HealthPolicy(
                check, port, interval, jitterPercent, timeout, rise, fall, damping, watermark, slowStart, other);
    }
}
