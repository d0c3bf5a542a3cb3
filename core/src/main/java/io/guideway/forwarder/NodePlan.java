package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.service.Links;
import io.guideway.service.Service;
import io.guideway.tier.TierPlan;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the packet process is told at its start.
 *
 * @param hash keyed with the tier's seed
 * @param eal arguments for DPDK's environment abstraction layer
 * @param ports in the order of {@code links}
 * @param links what the ports know of their networks
 * @param workers CPU of each worker, at least one
 * @param burst most packets of one poll, 1 to 64
 * @param busySpin whether idle workers keep polling, or back off to sleeps of a tenth of a millisecond
 * @param records that each worker may have of flows
 * @param idleSeconds how long a record outlives its flow's last packet
 * @param services validated
 * @param tier whom it tells of its flows; empty for a node by itself
 */
public record NodePlan(
        FlowHash hash,
        List<String> eal,
        List<PortPlan> ports,
        Links links,
        List<Integer> workers,
        int burst,
        boolean busySpin,
        int records,
        int idleSeconds,
        List<Service> services,
        Optional<TierPlan> tier) {
    /** Number of the generation to begin with: 0 where there are no services yet. */
    long firstGeneration() {
        return services.isEmpty() ? 0 : 1;
    }

    /** The same node, before anybody has told it of services. */
    public NodePlan withoutServices() {
        return new NodePlan(hash, eal, ports, links, workers, burst, busySpin, records, idleSeconds, List.of(), tier);
    }

    /** Takes copies. */
    public NodePlan {
        eal = List.copyOf(eal);
        ports = List.copyOf(ports);
        workers = List.copyOf(workers);
        services = List.copyOf(services);
    }
}
