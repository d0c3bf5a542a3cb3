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
        countServices(batch, count);
        countVerdicts(batch, count);
    }

    /** Packets of one service often come in a row: a row is one addition. */
    private void countServices(final Batch batch, final int count) {
        int service = Batch.NONE;
        int first = 0;
        long octets = 0;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.service(packet) != service) {
                addService(service, i - first, octets);
                service = Packet.service(packet);
                first = i;
                octets = 0;
            }
            octets += Packet.length(packet);
        }
        addService(service, count - first, octets);
    }

    private void addService(final int service, final int packets, final long octets) {
        if (service != Batch.NONE) {
            counters.addService(service, packets, octets);
        }
    }

    private void countVerdicts(final Batch batch, final int count) {
        int forwarded = 0;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            final int verdict = Packet.verdict(packet);
            if (verdict == FORWARD) {
                counters.addBackend(Packet.backend(packet), Packet.length(packet));
                forwarded++;
            } else {
                counters.addVerdict(verdict, 1);
            }
        }
        // Nearly always the whole burst, so one addition serves for all of them.
        counters.addVerdict(FORWARD, forwarded);
    }
}
