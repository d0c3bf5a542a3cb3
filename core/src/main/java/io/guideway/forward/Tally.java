package io.guideway.forward;

/**
 * Hot path. Last stop: every packet of the burst is counted once under its verdict, and under its service and backend where
 * it came so far.
 */
final class Tally {
    private static final int FORWARD = Batch.FORWARD;

    private final WorkerCounters counters;

    Tally(final WorkerCounters counters) {
        this.counters = counters;
    }

    /** Counts the first {@code count} packets of the batch; reads columns only, the mbufs are gone. */
    void count(final Batch batch, final int count) {
        int forwarded = 0;
        for (int i = 0; i < count; i++) {
            final int octets = batch.length[i];
            if (batch.service[i] >= 0) {
                counters.service(batch.service[i], octets);
            }
            if (batch.verdict[i] == FORWARD) {
                counters.backend(batch.backend[i], octets);
                forwarded++;
            } else {
                counters.verdict(batch.verdict[i], 1);
            }
        }
        // Nearly always the whole burst, so one addition serves for all of them.
        counters.verdict(FORWARD, forwarded);
    }
}
