package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.service.VipIndex;

/**
 * Hot path. Last stop: every packet of the burst that is not held is counted once, under its backend where it was sent to one, else under its
 * verdict, and its service where it came so far. {@link WorkerCounters} puts the sums together when somebody asks.
 */
final class Tally {
    private static final int FORWARD = Batch.FORWARD;
    private static final int HELD = Verdict.HELD.ordinal();

    private final WorkerCounters counters;

    Tally(final WorkerCounters counters) {
        this.counters = counters;
    }

    /** Counts the first {@code count} packets of the batch; reads records and the index, the mbufs are gone. */
    void count(final Batch batch, final int count) {
        int forwarded = 0;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == FORWARD) {
                counters.addBackend(Packet.backend(packet), Packet.length(packet));
                forwarded++;
            } else if (Packet.verdict(packet) != HELD && Packet.verdict(packet) != Batch.LATER) {
                countDropped(packet);
            }
        }
        counters.addVerdict(FORWARD, forwarded);
    }

    /** Asks memory for the counters of the first {@code count} packets, while there is still something to do before. */
    void prefetch(final Batch batch, final int count) {
        counters.prefetchBackends(batch, count);
    }

    /** Counts a packet that was {@link Batch#LATER}, and of which nothing is left. */
    void countLate(final Verdict verdict) {
        counters.addVerdict(verdict.ordinal(), 1);
    }

    private void countDropped(final long packet) {
        counters.addVerdict(Packet.verdict(packet), 1);
        final long entry = Packet.entry(packet);
        if (entry != Packet.NO_ENTRY) {
            counters.addDropped(VipIndex.service(entry), Packet.length(packet));
        }
    }
}
