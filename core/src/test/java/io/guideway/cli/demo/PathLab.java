package io.guideway.cli.demo;

import io.guideway.cli.demo.Namespace.Setting;
import io.guideway.service.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's lab with a client more, which is behind a router, the packaged program as its node, and on the backends the servers of
 * {@code paths.py}: what happens to packets that are too long, or in pieces, shows here.
 * <pre>
 *   far ── router ── switch ── node, b1, b2, b3
 * </pre>
 * Each service is there by TCP and by UDP, on port 8000, and by UDP on ports that nobody listens on. Closing removes everything.
 */
final class PathLab implements AutoCloseable {
    /** What the node's port is of. */
    enum Driver {
        /** As in the demo. It brings no IPv4 fragments, since the kernel puts them together for it, and at most 1500 octets. */
        AF_PACKET("net_af_packet0,iface=" + LabHost.NODE.device(), LabHost.NODE.mac()),
        /** It has an Ethernet address of its own. */
        PCAP("net_pcap0,rx_iface_in=%s,tx_iface=%1$s".formatted(LabHost.NODE.device()), "02:70:63:61:70:00");

        private final String device;
        private final String mac;

        Driver(final String device, final String mac) {
            this.device = device;
            this.mac = mac;
        }
    }

    /** The first of the ports that nobody listens on: a backend says so in an ICMP error. */
    static final int DEAF_PORT = 33434;

    private static final int LAST_DEAF_PORT = 33533;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ROUTER_MAC = "02:00:00:00:77:50";
    private static final String ROUTER4 = "10.77.0.50";
    private static final String ROUTER6 = "fd67:7569:6465::50";

    private final Driver driver;
    private final List<LabService> services;
    private final List<Child> servers = new ArrayList<>();
    private final Guardian guardian;
    private final DemoRun run;
    private final Lab lab;
    private final Path script;
    private ForwarderProcess node;
    private int asked;

    /**
     * Builds it; nothing runs in it yet.
     *
     * @param mtu of the link between router, node and backends
     * @param farMtu of that between the router and the far client
     */
    PathLab(final Driver driver, final List<LabService> services, final int mtu, final int farMtu)
            throws IOException, InterruptedException {
        this.driver = driver;
        this.services = services;
        run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, services);
        script = run.file("paths.py");
        try {
            lab.build();
            addRouter(farMtu);
            setMtu(mtu);
            try (InputStream text = PathLab.class.getResourceAsStream("paths.py")) {
                Files.write(script, text.readAllBytes());
            }
        } catch (final IOException | InterruptedException | RuntimeException unbuilt) {
            guardian.close();
            throw unbuilt;
        }
    }

    @Override
    public void close() throws IOException {
        guardian.close();
    }

    Lab lab() {
        return lab;
    }

    Namespace router() {
        return Namespace.of(run, "router");
    }

    /** What the node counted; it ends. */
    ForwarderCounters stopNode() throws InterruptedException {
        return node.stop();
    }

    /** The node's last words. */
    String tail() {
        return node.tail();
    }

    private void addRouter(final int farMtu) throws IOException, InterruptedException {
        final Namespace router = router();
        final Namespace far = Namespace.of(run, "far");
        router.create(List.of(
                new Setting("ipv4/ip_forward", 1),
                new Setting("ipv4/conf/all/rp_filter", 0),
                new Setting("ipv4/conf/default/rp_filter", 0),
                new Setting("ipv6/conf/all/disable_ipv6", 0),
                new Setting("ipv6/conf/default/disable_ipv6", 0),
                new Setting("ipv6/conf/default/accept_dad", 0),
                new Setting("ipv6/conf/default/dad_transmits", 0),
                new Setting("ipv6/conf/all/forwarding", 1)));
        far.create(List.of(
                new Setting("ipv6/conf/all/disable_ipv6", 0),
                new Setting("ipv6/conf/default/disable_ipv6", 0),
                new Setting("ipv6/conf/default/accept_dad", 0),
                new Setting("ipv6/conf/default/dad_transmits", 0),
                new Setting("ipv6/conf/default/accept_ra", 0)));
        Namespace.of(run, "switch")
                .ip(List.of(
                        "link add name router type veth peer name eth0 address %s netns %s"
                                .formatted(ROUTER_MAC, router.name()),
                        "link set router master br0 up"));
        final List<String> lines = new ArrayList<>(List.of(
                "link set lo up",
                "link set eth0 up",
                "address add %s/24 dev eth0".formatted(ROUTER4),
                "address add %s/64 dev eth0".formatted(ROUTER6),
                "link add name eth1 mtu %d type veth peer name eth0 mtu %1$d netns %s".formatted(farMtu, far.name()),
                "link set eth1 up",
                "address add 10.78.0.1/24 dev eth1",
                "address add fd78::1/64 dev eth1"));
        for (final Family family : Family.values()) {
            lines.add("neigh add %s lladdr %s dev eth0 nud permanent"
                    .formatted(LabHost.NODE.address(family), driver.mac));
        }
        for (final LabService service : services) {
            lines.add("route add %s via %s".formatted(service.vip(), LabHost.NODE.address(service.family())));
        }
        router.ip(lines);
        far.ip(List.of(
                "link set lo up",
                "link set eth0 up",
                "address add 10.78.0.2/24 dev eth0",
                "address add fd78::2/64 dev eth0",
                "route add default via 10.78.0.1",
                "route add default via fd78::1"));
        for (final LabHost backend : LabHost.BACKENDS) {
            lab.namespace(backend)
                    .ip(List.of("route add 10.78.0.0/24 via " + ROUTER4, "route add fd78::/64 via " + ROUTER6));
        }
        router.sendWholePackets("eth0");
        router.sendWholePackets("eth1");
        far.sendWholePackets("eth0");
    }

    /** At both ends of each cable: a veth takes no frame that is longer than its own MTU. */
    private void setMtu(final int mtu) throws IOException, InterruptedException {
        final List<String> ports = new ArrayList<>(List.of("link set router mtu " + mtu));
        router().ip(List.of("link set eth0 mtu " + mtu));
        for (final LabHost host : Stream.concat(Stream.of(LabHost.CLIENT, LabHost.NODE), LabHost.BACKENDS.stream())
                .toList()) {
            ports.add("link set %s mtu %d".formatted(host.name(), mtu));
            lab.namespace(host).ip(List.of("link set %s mtu %d".formatted(host.device(), mtu)));
        }
        Namespace.of(run, "switch").ip(ports);
        for (final LabHost backend : LabHost.BACKENDS) {
            lab.namespace(backend).ip(List.of("link set %s mtu %d".formatted(Lab.TUNNEL, mtu)));
        }
    }

    /**
     * Starts the node and the servers, and waits until all are ready.
     *
     * @param mtu of the node's port
     * @param ofTheServices what more stands with each, in the flow style of YAML
     */
    void start(final int mtu, final String ofTheServices) throws IOException, InterruptedException {
        node = ForwarderProcess.start(lab, configuration(mtu, ofTheServices));
        startServers();
        node.awaitForwarding();
    }

    private void startServers() throws IOException, InterruptedException {
        final String[] words = Stream.concat(
                        Stream.of(Decapsulator.PYTHON, "-I", "-S", script.toString(), "serve"),
                        services.stream().map(LabService::vip))
                .toArray(String[]::new);
        final List<Decapsulator> decapsulators = new ArrayList<>();
        for (final LabHost backend : LabHost.BACKENDS) {
            decapsulators.add(Decapsulator.start(lab, backend));
            servers.add(Child.start(lab.namespace(backend).command(words), "serve-" + backend.name()));
        }
        for (final Decapsulator decapsulator : decapsulators) {
            decapsulator.awaitReady();
        }
        for (final Child server : servers) {
            server.awaitErrorWord("ready", BOUND);
        }
    }

    /** What {@code paths.py} prints on the far client. */
    String far(final String... arguments) throws IOException, InterruptedException {
        final List<String> words = new ArrayList<>(List.of(Decapsulator.PYTHON, "-I", "-S", script.toString()));
        words.addAll(List.of(arguments));
        return onFar(words.toArray(String[]::new));
    }

    /** What a program prints on the far client. */
    String onFar(final String... words) throws IOException, InterruptedException {
        return Child.start(Namespace.of(run, "far").command(words), "far-" + asked++)
                .awaitEnd(BOUND)
                .strip();
    }

    private Path configuration(final int mtu, final String ofTheServices) throws IOException {
        final String neighbours = LabHost.BACKENDS.stream()
                .flatMap(host -> Stream.of(Family.values())
                        .map(family -> "\"%s\": \"%s\"".formatted(host.address(family), host.mac())))
                .collect(Collectors.joining(", "));
        final StringBuilder list = new StringBuilder();
        for (final LabService service : services) {
            for (final String protocol : List.of("tcp", "udp")) {
                list.append(definition(service, protocol, "8000", ofTheServices));
            }
            list.append(definition(service, "udp", DEAF_PORT + "-" + LAST_DEAF_PORT, ofTheServices));
        }
        return Files.writeString(run.file("node.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=%s"]
                  ports: [{id: 0, mtu: %d, address: ["%s", "%s"], neighbours: {%s}}]
                  workers: [%d]
                  idle: backoff
                services:
                %s""".formatted(
                        driver.device,
                        mtu,
                        LabHost.NODE.addressOnLink(Family.IPV4),
                        LabHost.NODE.addressOnLink(Family.IPV6),
                        neighbours,
                        ForwarderProcess.lastCpu(),
                        list));
    }

    private static String definition(
            final LabService service, final String protocol, final String port, final String more) {
        final String dscp = service.mode() == Mode.L3DSR ? "dscp: %d, ".formatted(LabService.DSCP) : "";
        return "  - {name: %s-%s-%s, vip: \"%s\", protocol: %2$s, port: %3$s, mode: %s, %s%sbackends: [%s]}\n"
                .formatted(
                        service.name(),
                        protocol,
                        port,
                        service.vip(),
                        service.modeName(),
                        dscp,
                        more.isEmpty() ? "" : more + ", ",
                        LabHost.BACKENDS.stream()
                                .map(host -> "{address: \"%s\"}".formatted(host.address(service.backendFamily())))
                                .collect(Collectors.joining(", ")));
    }
}
