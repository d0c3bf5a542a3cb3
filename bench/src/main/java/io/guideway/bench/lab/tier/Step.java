package io.guideway.bench.lab.tier;

import java.util.Optional;

/**
 * One thing that was done to the tier.
 *
 * @param beginNs before it, by the clock of {@link System#nanoTime}
 * @param endNs when the next began
 * @param crashed name of the backend that crashed, in this step or before
 */
record Step(String name, long beginNs, long endNs, Optional<String> crashed) {
    boolean holds(final long nanos) {
        return nanos >= beginNs && nanos < endNs;
    }
}
