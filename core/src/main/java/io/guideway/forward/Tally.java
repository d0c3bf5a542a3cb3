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

    /** Counts the first {@code count} packets of the batch; reads records only, the mbufs are gone. */
    void count(final Batch batch, final int count) {
        // Packets of one service often come in a row, and verdicts are nearly always the same: a row is one addition.
        int service = Batch.NONE;
        int first = 0;
        long octets = 0;
        int forwarded = 0;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.service(packet) != service) {
                addService(service, i - first, octets);
                service = Packet.service(packet);
                first = i;
                octets = 0;
            }
            final int length = Packet.length(packet);
            octets += length;
            if (Packet.verdict(packet) == FORWARD) {
                counters.addBackend(Packet.backend(packet), length);
                forwarded++;
            } else {
                counters.addVerdict(Packet.verdict(packet), 1);
            }
        }
        addService(service, count - first, octets);
        counters.addVerdict(FORWARD, forwarded);
    }

    private void addService(final int service, final int packets, final long octets) {
        if (service != Batch.NONE) {
            counters.addService(service, packets, octets);
        }
    }
}
