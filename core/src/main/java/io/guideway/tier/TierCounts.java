package io.guideway.tier;

import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of a node's tier. One thread adds, any reads. */
final class TierCounts {
    private final AtomicLongArray counts = new AtomicLongArray(TierCounter.values().length);

    void add(final TierCounter counter, final long amount) {
        counts.setOpaque(counter.ordinal(), counts.getPlain(counter.ordinal()) + amount);
    }

    long get(final TierCounter counter) {
        return counts.getOpaque(counter.ordinal());
    }
}
