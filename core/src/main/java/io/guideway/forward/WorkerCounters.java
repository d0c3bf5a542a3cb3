package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.service.BackendNumbers;
import io.guideway.stats.CounterTable;

/**
 * What one worker has counted: packets by verdict, packets and octets by service and by backend. Octets are those of the
 * frames as received. The worker writes, anybody reads. What a service received is what its backends were sent and what was
 * dropped, so a packet that is sent on is counted in one place. With the shared {@link io.guideway.service.Headers} that took 11 ns
 * off a packet at 10,000 services.
 */
public final class WorkerCounters {
    private static final int PACKETS = 0;
    private static final int OCTETS = 1;

    private final CounterTable verdicts = new CounterTable(Verdict.count(), 1);
    private final BackendNumbers numbers;
    private final CounterTable dropped;
    private final CounterTable backends;

    WorkerCounters(final BackendNumbers numbers) {
        this.numbers = numbers;
        dropped = new CounterTable(numbers.services(), 2);
        backends = new CounterTable(numbers.count(), 2);
    }

    /** Packets received: the sum of all verdicts. */
    public long received() {
        long sum = 0;
        for (int i = 0; i < Verdict.count(); i++) {
            sum += verdicts.get(i, 0);
        }
        return sum;
    }

    /** Packets that got this verdict. */
    public long packets(final Verdict verdict) {
        return verdicts.get(verdict.ordinal(), 0);
    }

    /** Packets classified to a service, whatever became of them. */
    public long servicePackets(final int service) {
        return serviceSum(service, PACKETS);
    }

    /** Octets of the packets classified to a service. */
    public long serviceOctets(final int service) {
        return serviceSum(service, OCTETS);
    }

    private long serviceSum(final int service, final int column) {
        long sum = dropped.get(service, column);
        for (int backend = numbers.first(service); backend < numbers.end(service); backend++) {
            sum += backends.get(backend, column);
        }
        return sum;
    }

    /** Packets sent to a backend. */
    public long backendPackets(final int backend) {
        return backends.get(backend, PACKETS);
    }

    /** Octets of the packets sent to a backend. */
    public long backendOctets(final int backend) {
        return backends.get(backend, OCTETS);
    }

    /** Hot path, the worker only. */
    void addVerdict(final int verdict, final long packets) {
        verdicts.add(verdict, 0, packets);
    }

    /** Hot path. Asks memory for what {@link #addBackend} will write. */
    void prefetchBackends(final Batch batch, final int count) {
        batch.prefetchCounters(backends, count);
    }

    /** Hot path, the worker only. A packet that found its service and went no further. */
    void addDropped(final int service, final long octets) {
        dropped.addBoth(service, 1, octets);
    }

    /** Hot path, the worker only. A packet that was sent to a backend. */
    void addBackend(final int backend, final long octets) {
        backends.addBoth(backend, 1, octets);
    }
}
