package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.stats.CounterTable;

/**
 * What one worker has counted: packets by verdict, packets and octets by service and by backend. Octets are those of the
 * frames as received. The worker writes, anybody reads.
 */
public final class WorkerCounters {
    private static final int PACKETS = 0;
    private static final int OCTETS = 1;

    private final CounterTable verdicts = new CounterTable(Verdict.count(), 1);
    private final CounterTable services;
    private final CounterTable backends;

    WorkerCounters(final int services, final int backends) {
        this.services = new CounterTable(services, 2);
        this.backends = new CounterTable(backends, 2);
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
        return services.get(service, PACKETS);
    }

    /** Octets of the packets classified to a service. */
    public long serviceOctets(final int service) {
        return services.get(service, OCTETS);
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

    /** Hot path, the worker only. */
    void addService(final int service, final long packets, final long octets) {
        services.addBoth(service, packets, octets);
    }

    /** Hot path, the worker only. */
    void addBackend(final int backend, final long octets) {
        backends.addBoth(backend, 1, octets);
    }
}
