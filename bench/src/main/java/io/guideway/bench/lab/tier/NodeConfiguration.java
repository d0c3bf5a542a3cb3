package io.guideway.bench.lab.tier;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration file of a node of the tier: the same services on each, and each its own port. */
final class NodeConfiguration {
    static final int PORT = 7000;
    static final String SERVICE = "echo";
    private static final int TIER_PORT = 7100;

    private final TierPlan plan;
    private final String seed;
    private final List<TierHost> nodes;

    /** @param seed the tier's, 32 hex digits */
    NodeConfiguration(final TierPlan plan, final String seed, final List<TierHost> nodes) {
        this.plan = plan;
        this.seed = seed;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * The file's text.
     *
     * @param cpu of the worker
     * @param weights of the backends, those without one are absent
     */
    String of(final TierHost node, final int cpu, final Map<TierHost, Integer> weights) {
        return """
                node: {name: %s, tier-seed: "%s"}
                %sdpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=%s"]
                  ports: [{id: 0, address: [%s], neighbours: {%s}}]
                  workers: [%d]
                  idle: backoff
                  records: {size: 65536}
                services:
                  - name: %s
                    vip: %s
                    protocol: tcp
                    port: %d
                    mode: l2dsr
                    drain: %ds
                    health: {tcp: connect, interval: 1s, timeout: 1s, rise: 2, fall: 5}
                    backends: [%s]
                """.formatted(
                        node.name(),
                        seed,
                        tier(node),
                        TierHost.DEVICE,
                        node.addressOnLink(),
                        neighbours(),
                        cpu,
                        SERVICE,
                        TierNetwork.VIP,
                        PORT,
                        plan.drain().toSeconds(),
                        backends(weights));
    }

    private String tier(final TierHost node) {
        if (!plan.replicates()) {
            return "";
        }
        final String peers = nodes.stream()
                .filter(other -> !other.equals(node))
                .map(NodeConfiguration::place)
                .collect(Collectors.joining(", "));
        return "tier: {listen: %s, peers: [%s]}%n".formatted(place(node), peers);
    }

    private static String place(final TierHost node) {
        return "\"%s:%d\"".formatted(node.address(), TIER_PORT);
    }

    private static String neighbours() {
        return TierHost.backends().stream()
                .map(backend -> "%s: \"%s\"".formatted(backend.address(), backend.mac()))
                .collect(Collectors.joining(", "));
    }

    private static String backends(final Map<TierHost, Integer> weights) {
        return weights.entrySet().stream()
                .map(entry ->
                        "{address: %s, weight: %d}".formatted(entry.getKey().address(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
