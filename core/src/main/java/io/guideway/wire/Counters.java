package io.guideway.wire;

import io.guideway.packet.Verdict;
import io.guideway.service.BackendNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All counters since the forwarder's start. Services and backends are in the canonical order ({@link ServiceSet}) of their
 * generation, and the two columns of each stand side by side: packets, octets, packets, octets. Arrays and list are not copied, so
 * that a sender may fill the same ones every second; it must not touch them during an offer. Who receives them owns them.
 *
 * @param generation number of the generation whose services and backends these are; 0 before the first
 * @param received packets
 * @param verdicts packets by the verdict's ordinal, {@link Verdict#count} of them
 * @param services packets and octets of each service
 * @param backends packets and octets of each backend, numbered as by {@link BackendNumbers}
 * @param workers in the order of the configuration
 * @param flows what records of flows did
 * @param tier how it stands with the other nodes; empty for one by itself
 */
public record Counters(
        long generation,
        long received,
        long[] verdicts,
        long[] services,
        long[] backends,
        List<WorkerCounts> workers,
        FlowCounts flows,
        Optional<TierState> tier)
        implements Answer {
    /** Columns of services and backends. */
    static final int COLUMNS = 2;

    /** Refuses arrays of a wrong shape. */
    public Counters {
        if (verdicts.length != Verdict.count() || services.length % COLUMNS != 0 || backends.length % COLUMNS != 0) {
            throw new IllegalArgumentException(
                    "%d verdicts, %d and %d columns; there are %d verdicts, and two columns a service and a backend"
                            .formatted(verdicts.length, services.length, backends.length, Verdict.count()));
        }
    }

    /** Those of a forwarder that has recorded no flows and knows no other. */
    public Counters(
            final long generation,
            final long received,
            final long[] verdicts,
            final long[] services,
            final long[] backends,
            final List<WorkerCounts> workers) {
        this(generation, received, verdicts, services, backends, workers, FlowCounts.NONE, Optional.empty());
    }

    /** Packets that got this verdict. */
    public long packets(final Verdict verdict) {
        return verdicts[verdict.ordinal()];
    }

    /** Packets classified to a service, by its place in canonical order. */
    public long servicePackets(final int service) {
        return services[COLUMNS * service];
    }

    /** Octets of the packets classified to a service. */
    public long serviceOctets(final int service) {
        return services[COLUMNS * service + 1];
    }

    /** Packets sent to a backend, by its number. */
    public long backendPackets(final int backend) {
        return backends[COLUMNS * backend];
    }

    /** Octets of the packets sent to a backend. */
    public long backendOctets(final int backend) {
        return backends[COLUMNS * backend + 1];
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final Counters that
                && generation == that.generation
                && received == that.received
                && flows.equals(that.flows)
                && tier.equals(that.tier)
                && Arrays.equals(verdicts, that.verdicts)
                && Arrays.equals(services, that.services)
                && Arrays.equals(backends, that.backends)
                && workers.equals(that.workers);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(generation) * 31 + Long.hashCode(received);
    }

    @Override
    public String toString() {
        return "Counters[generation=%d, received=%d, services=%d, backends=%d, workers=%s]"
                .formatted(generation, received, services.length / COLUMNS, backends.length / COLUMNS, workers);
    }
}
