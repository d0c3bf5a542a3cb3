package io.guideway.bench.stall;

/**
 * The time between the starts of two successive polls.
 *
 * @param startNs {@link System#nanoTime} at the first of the two, which is the system's CLOCK_MONOTONIC
 * @param lengthNs between both
 */
record Gap(long startNs, long lengthNs) {
    long endNs() {
        return startNs + lengthNs;
    }
}
