package io.guideway.cli.demo;

import io.guideway.cli.demo.Namespace.Setting;
import io.guideway.service.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Client, node and three backends on one link.
 * <pre>
 *                      switch (bridge)
 *     ┌──────────┬──────────┼──────────┬──────────┐
 *   client     node        b1         b2         b3
 *   curl      forwarder   nginx      nginx      nginx      VIPs on lo, TUN device for ipip
 * </pre>
 * Each is a network namespace. The client's routes to the VIPs lead to the node; backends answer the client directly. The
 * node's kernel forwards nothing: all that is done with packets the forwarder does. It has no address either, but for
 * {@link #addressNode health checks}.
 *
 * <p>The lab is removed by the {@link Guardian} of its run.
 */
final class Lab {
    /** The backends' TUN device, where what came encapsulated appears again. */
    static final String TUNNEL = "decap";

    private final DemoRun run;
    private final List<LabService> services;
    private final Namespace bridge;

    /** The lab of that run with those services, not yet built. */
    Lab(final DemoRun run, final List<LabService> services) {
        this.run = run;
        this.services = List.copyOf(services);
        this.bridge = Namespace.of(run, "switch");
    }

    Namespace namespace(final LabHost host) {
        return Namespace.of(run, host.name());
    }

    DemoRun run() {
        return run;
    }

    List<LabService> services() {
        return services;
    }

    /** Builds it; the run's guardian has to be there. */
    void build() throws IOException, InterruptedException {
        run.createDirectory();
        createNamespaces();
        connect();
        addressClient();
        for (final LabHost backend : LabHost.BACKENDS) {
            addressBackend(backend);
        }
        for (final LabHost host : hosts()) {
            namespace(host).sendWholePackets(host.device());
        }
    }

    /**
     * Gives the node's kernel its addresses on the link: health checks leave by it. Packets for VIPs it still leaves to the
     * forwarder, and has a route to nowhere for them: without one it would call them unreachable, over IPv6.
     */
    void addressNode() throws IOException, InterruptedException {
        final String device = LabHost.NODE.device();
        namespace(LabHost.NODE)
                .command("sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/%s/disable_ipv6".formatted(device))
                .execute();
        final List<String> lines = new ArrayList<>();
        for (final Family family : Family.values()) {
            lines.add("address add %s dev %s%s"
                    .formatted(LabHost.NODE.addressOnLink(family), device, family == Family.IPV6 ? " nodad" : ""));
        }
        lines.add("route add blackhole ::/0");
        namespace(LabHost.NODE).ip(lines);
    }

    private static List<LabHost> hosts() {
        final List<LabHost> hosts = new ArrayList<>(List.of(LabHost.CLIENT, LabHost.NODE));
        hosts.addAll(LabHost.BACKENDS);
        return hosts;
    }

    private void createNamespaces() throws IOException, InterruptedException {
        bridge.create(List.of(new Setting("ipv6/conf/default/disable_ipv6", 1)));
        namespace(LabHost.NODE)
                .create(List.of(
                        new Setting("ipv4/ip_forward", 0), // new namespaces may copy the host's
                        new Setting("ipv6/conf/default/disable_ipv6", 1)));
        namespace(LabHost.CLIENT).create(endpointSettings());
        for (final LabHost backend : LabHost.BACKENDS) {
            namespace(backend).create(backendSettings());
        }
    }

    /** IPv6 that is usable at once: no search for duplicates, no search for routers. */
    private static List<Setting> endpointSettings() {
        return List.of(
                new Setting("ipv4/ip_forward", 0),
                new Setting("ipv4/conf/all/rp_filter", 0),
                new Setting("ipv4/conf/default/rp_filter", 0),
                new Setting("ipv6/conf/all/disable_ipv6", 0),
                new Setting("ipv6/conf/default/disable_ipv6", 0),
                new Setting("ipv6/conf/default/accept_dad", 0),
                new Setting("ipv6/conf/default/dad_transmits", 0),
                new Setting("ipv6/conf/default/accept_ra", 0),
                new Setting("ipv6/conf/default/router_solicitations", 0));
    }

    /** A backend has the VIPs and keeps quiet about them: ARP answers and asks for the address on the link only. */
    private static List<Setting> backendSettings() {
        final List<Setting> settings = new ArrayList<>(endpointSettings());
        settings.add(new Setting("ipv4/conf/all/arp_ignore", 1));
        settings.add(new Setting("ipv4/conf/all/arp_announce", 2));
        return settings;
    }

    private void connect() throws IOException, InterruptedException {
        final List<String> lines = new ArrayList<>(List.of(
                "link add name br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0", "link set br0 up"));
        for (final LabHost host : hosts()) {
            lines.add("link add name %s type veth peer name %s address %s netns %s"
                    .formatted(
                            host.name(),
                            host.device(),
                            host.mac(),
                            namespace(host).name()));
            lines.add("link set %s master br0 up".formatted(host.name()));
        }
        bridge.ip(lines);
        namespace(LabHost.NODE).ip(List.of("link set %s up".formatted(LabHost.NODE.device())));
    }

    /** The node answers no ARP or ND here, so its entries stand for good. */
    private void addressClient() throws IOException, InterruptedException {
        final List<String> lines = new ArrayList<>(linesOf(LabHost.CLIENT));
        for (final Family family : Family.values()) {
            lines.add("neigh add %s lladdr %s dev %s nud permanent"
                    .formatted(LabHost.NODE.address(family), LabHost.NODE.mac(), LabHost.CLIENT.device()));
        }
        for (final LabService service : services) {
            lines.add("route add %s via %s".formatted(service.vip(), LabHost.NODE.address(service.family())));
        }
        namespace(LabHost.CLIENT).ip(lines);
    }

    private void addressBackend(final LabHost backend) throws IOException, InterruptedException {
        final List<String> lines = new ArrayList<>(linesOf(backend));
        for (final LabService service : services) {
            lines.add("address add %s dev lo".formatted(service.vip()));
        }
        lines.add("tuntap add dev %s mode tun".formatted(TUNNEL));
        lines.add("link set %s up addrgenmode none".formatted(TUNNEL));
        namespace(backend).ip(lines);
        if (services.stream().anyMatch(service -> service.mode() == Mode.L3DSR)) {
            routeMarked(backend);
        }
    }

    /** What comes with the mark of {@code l3dsr} goes to the tunnel device, though it is for the backend's own address. */
    private void routeMarked(final LabHost backend) throws IOException, InterruptedException {
        final Namespace namespace = namespace(backend);
        namespace
                .command(
                        "sh",
                        "-c",
                        "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding")
                .execute();
        for (final String family : List.of("-4", "-6")) {
            final String tos = "0x%02x".formatted(LabService.DSCP << 2);
            for (final String line : List.of(
                    "rule add pref 10 iif %s tos %s lookup 100".formatted(backend.device(), tos),
                    "rule add pref 20 lookup local",
                    "rule del pref 0",
                    "route add default dev %s table 100".formatted(TUNNEL))) {
                final List<String> words = new ArrayList<>(List.of("ip", family));
                words.addAll(List.of(line.split(" ")));
                namespace.command(words.toArray(String[]::new)).execute();
            }
        }
    }

    private static List<String> linesOf(final LabHost host) {
        final List<String> lines =
                new ArrayList<>(List.of("link set lo up", "link set %s up".formatted(host.device())));
        for (final Family family : Family.values()) {
            lines.add("address add %s dev %s".formatted(host.addressOnLink(family), host.device()));
        }
        return lines;
    }
}
