package io.guideway.controller;

import io.guideway.controller.health.HealthPolicy;
import io.guideway.service.Links;
import io.guideway.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a node is told to be: an immutable value that passed every check of {@link ConfigurationFile}.
 *
 * @param node the node's name and its tier's secret
 * @param dpdk its ports and workers
 * @param services what it forwards, in the file's order; names unique, VIP with protocol and port too; may be empty
 * @param health how their backends are checked, by the service's name; a service that is not there is not checked
 * @param tier the nodes that it tells of its flows; empty for a node by itself
 */
public record Configuration(
        NodeConfig node,
        DpdkConfig dpdk,
        List<Service> services,
        Map<String, HealthPolicy> health,
        Optional<TierConfig> tier) {

    /** Takes copies. */
    public Configuration {
        services = List.copyOf(services);
        health = Map.copyOf(health);
    }

    /** The node's ways out; a port's index is its place in {@link DpdkConfig#ports}. */
    public Links links() {
        return links(dpdk.ports());
    }

    static Links links(final List<PortConfig> ports) {
        return new Links(IntStream.range(0, ports.size())
                .mapToObj(index -> ports.get(index).link(index))
                .toList());
    }
}
