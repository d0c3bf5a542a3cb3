package io.guideway.bench.stall;

import io.guideway.bench.forward.Rate;

/**
 * One run, of Java or of C.
 *
 * @param startNs {@link System#nanoTime} at its beginning
 */
record Round(long startNs, Rate rate, Gaps gaps, ThreadUse use) {
    long endNs() {
        return startNs + rate.nanoseconds();
    }
}
