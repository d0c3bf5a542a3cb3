package io.guideway.flow;

/** The clock by which records age, in seconds: one thread sets it forward, every worker reads it once a burst. */
public final class CoarseClock {
    private volatile int seconds;

    /** Sets it, from 0 on; only the low 16 bits count. */
    public void set(final int now) {
        seconds = now;
    }

    /** Hot path. Seconds. */
    public int now() {
        return seconds;
    }
}
