package io.guideway.bench.lab.tier;

import io.guideway.cli.demo.DemoRun;
import io.guideway.cli.demo.Namespace;
import io.guideway.cli.demo.Namespace.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Client, router, nodes and backends, each a network namespace.
 * <pre>
 *   client ── router, bridge ──┬──────┬── ⋯ ──┬──────┬── ⋯
 *                              n1     n2      b1     b2      VIP on the backends' lo
 * </pre>
 * The router's kernel spreads flows to the VIP over the nodes by a hash of addresses and ports. Nodes send on over the bridge
 * to the backends (l2dsr), which answer the client through the router. All of it is removed by the guardian of the run.
 */
final class TierNetwork {
    static final String VIP = "203.0.113.10";
    private static final String CLIENT_DEVICE = "eth0";
    private static final String CLIENT_PORT = "client";
    private static final String BRIDGE = "br0";
    private static final String CLIENT_LINK = "10.78.0.";
    private static final int ROUTER = 1;
    private static final int CLIENT = 2;

    /**
     * A veth hands a packet on with its socket's hash, which the router takes for that of addresses and ports; and a socket
     * takes another one when an answer is late. No cable does that, so sockets here keep theirs.
     */
    private static final Setting STEADY_HASH = new Setting("core/txrehash", 0);

    private final DemoRun run;
    private final List<TierHost> nodes;
    private final List<TierHost> backends = TierHost.backends();
    private final Namespace router;
    private final Namespace client;

    TierNetwork(final DemoRun run, final List<TierHost> nodes) {
        this.run = run;
        this.nodes = List.copyOf(nodes);
        router = Namespace.of(run, "router");
        client = Namespace.of(run, "client");
    }

    DemoRun run() {
        return run;
    }

    Namespace client() {
        return client;
    }

    Namespace namespace(final TierHost host) {
        return Namespace.of(run, host.name());
    }

    /** Builds it, without a route to the VIP; the run's guardian has to be there. */
    void build() throws IOException, InterruptedException {
        run.createDirectory();
        router.create(settings(
                new Setting("ipv4/ip_forward", 1),
                new Setting("ipv4/fib_multipath_hash_policy", 1),
                new Setting("ipv4/conf/all/send_redirects", 0),
                new Setting("ipv4/conf/default/send_redirects", 0)));
        client.create(settings(new Setting("ipv4/ip_forward", 0), STEADY_HASH));
        router.ip(List.of(
                "link add name %s type bridge stp_state 0 forward_delay 0 mcast_snooping 0".formatted(BRIDGE),
                "address add %s%d/%d dev %s".formatted(TierHost.LINK, ROUTER, TierHost.PREFIX_LENGTH, BRIDGE),
                "link set %s up".formatted(BRIDGE)));
        connectClient();
        for (final TierHost node : nodes) {
            connect(node, List.of());
        }
        for (final TierHost backend : backends) {
            connect(
                    backend,
                    List.of(
                            "address add %s/32 dev lo".formatted(VIP),
                            "route add default via %s%d".formatted(TierHost.LINK, ROUTER)));
        }
    }

    private static List<Setting> settings(final Setting... own) {
        final List<Setting> settings = new ArrayList<>(List.of(
                new Setting("ipv4/conf/all/rp_filter", 0),
                new Setting("ipv4/conf/default/rp_filter", 0),
                new Setting("ipv6/conf/default/disable_ipv6", 1)));
        settings.addAll(List.of(own));
        return settings;
    }

    private void connectClient() throws IOException, InterruptedException {
        router.ip(List.of(
                "link add name %s type veth peer name %s netns %s".formatted(CLIENT_PORT, CLIENT_DEVICE, client.name()),
                "address add %s%d/%d dev %s".formatted(CLIENT_LINK, ROUTER, TierHost.PREFIX_LENGTH, CLIENT_PORT),
                "link set %s up".formatted(CLIENT_PORT)));
        client.ip(List.of(
                "address add %s%d/%d dev %s".formatted(CLIENT_LINK, CLIENT, TierHost.PREFIX_LENGTH, CLIENT_DEVICE),
                "link set %s up".formatted(CLIENT_DEVICE),
                "route add default via %s%d".formatted(CLIENT_LINK, ROUTER)));
        router.sendWholePackets(CLIENT_PORT);
        client.sendWholePackets(CLIENT_DEVICE);
    }

    /** Nodes and backends keep quiet about what is not on the link: the VIP, on a backend. */
    private void connect(final TierHost host, final List<String> further) throws IOException, InterruptedException {
        final Namespace namespace = namespace(host);
        namespace.create(settings(
                new Setting("ipv4/ip_forward", 0),
                new Setting("ipv4/conf/all/arp_ignore", 1),
                new Setting("ipv4/conf/all/arp_announce", 2)));
        router.ip(List.of(
                "link add name %s type veth peer name %s address %s netns %s"
                        .formatted(host.name(), TierHost.DEVICE, host.mac(), namespace.name()),
                "link set %s master %s up".formatted(host.name(), BRIDGE)));
        final List<String> lines = new ArrayList<>(List.of(
                "link set lo up",
                "address add %s dev %s".formatted(host.addressOnLink(), TierHost.DEVICE),
                "link set %s up".formatted(TierHost.DEVICE)));
        lines.addAll(further);
        namespace.ip(lines);
        namespace.sendWholePackets(TierHost.DEVICE);
    }

    /** From now on the router spreads flows to the VIP over these nodes. */
    void route(final List<TierHost> over) throws IOException, InterruptedException {
        router.ip(List.of(Stream.concat(
                        Stream.of("route replace %s/32".formatted(VIP)),
                        over.stream().map(node -> "nexthop via %s dev %s".formatted(node.address(), BRIDGE)))
                .collect(Collectors.joining(" "))));
    }

    /** From now on nothing reaches that host, and nothing comes from it. */
    void cut(final TierHost host) throws IOException, InterruptedException {
        namespace(host).ip(List.of("link set %s down".formatted(TierHost.DEVICE)));
    }
}
