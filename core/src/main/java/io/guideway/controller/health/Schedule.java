package io.guideway.controller.health;

import java.util.Optional;
import java.util.PriorityQueue;

/** When to look at which backend again. Each stands in it once. Guarded by the monitor's lock. */
final class Schedule {
    private final PriorityQueue<Due> queue = new PriorityQueue<>();

    /**
     * A backend and its time.
     *
     * @param isStart whether a run begins then; else its time is over
     * @param startedNs when the run that ends began
     */
    record Due(long atNs, Watched watched, boolean isStart, long startedNs) implements Comparable<Due> {
        static Due start(final long atNs, final Watched watched) {
            return new Due(atNs, watched, true, atNs);
        }

        static Due end(final long atNs, final Watched watched, final long startedNs) {
            return new Due(atNs, watched, false, startedNs);
        }

        @Override
        public int compareTo(final Due other) {
            return Long.signum(atNs - other.atNs); // System.nanoTime may wrap
        }
    }

    void add(final Due due) {
        queue.add(due);
    }

    /** The next that is due, taken out; empty if nothing is. */
    Optional<Due> poll(final long nowNs) {
        final Due first = queue.peek();
        return first == null || first.atNs - nowNs > 0 ? Optional.empty() : Optional.of(queue.remove());
    }
}
