package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.cli.demo.Namespace.Setting;
import io.guideway.service.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kernels find out the MTU of their paths through the packaged program, in the demo's lab with a client more, which is behind a
 * router whose next hop takes less. Needs root.
 * <pre>
 *   far ──1300── router ── switch ── node, b1, b2, b3
 * </pre>
 * What is too long for the encapsulation the node tells the client; what is too long for the router, on its way from a backend, the
 * router tells the VIP, and the node the backend.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PathMtuIT {
    private static final List<LabService> SERVICES = LabService.OF_THE_DEMO;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ROUTER_MAC = "02:00:00:00:77:50";
    private static final String ROUTER4 = "10.77.0.50";
    private static final String ROUTER6 = "fd67:7569:6465::50";
    private static final int NARROW = 1300;

    private final List<Child> servers = new ArrayList<>();
    private Guardian guardian;
    private DemoRun run;
    private Lab lab;
    private Path script;
    private ForwarderProcess node;

    @BeforeEach
    void startEverything() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, SERVICES);
        lab.build();
        addRouter();
        script = run.file("paths.py");
        try (InputStream text = PathMtuIT.class.getResourceAsStream("paths.py")) {
            Files.write(script, text.readAllBytes());
        }
        node = ForwarderProcess.start(lab, configuration());
        startServers();
        node.awaitForwarding();
    }

    @AfterEach
    void removeEverything() throws IOException {
        guardian.close();
    }

    /** They send before any backend has learned of the narrow hop: what a backend knows of that its SYN-ACKs tell over IPv6. */
    @Test
    void clientsLearnWhatFitsTheEncapsulation() throws Exception {
        for (final LabService service : SERVICES) {
            final int header = service.mode() == Mode.L2DSR ? 0 : service.family() == Family.IPV4 ? 20 : 40;
            assertEquals(
                    "0 %d 1500".formatted(1500 - header),
                    far(service, "transfer", service.vip(), "300000", "0"),
                    () -> service.title() + "\n" + node.tail());
        }
    }

    @Test
    void backendsLearnWhatTheirPathsTake() throws Exception {
        for (final LabService service : SERVICES) {
            assertEquals(
                    "300000 1500 " + NARROW,
                    far(service, "transfer", service.vip(), "10", "300000"),
                    () -> service.title() + "\n" + node.tail());
        }
    }

    @Test
    void largeDatagramsArriveWhole() throws Exception {
        for (final LabService service : SERVICES) {
            for (final int length : new int[] {1200, 1440, 1452, 1472}) {
                // Over IPv6 the sender's kernel fragments, and that is another matter.
                if (service.family() == Family.IPV4 || length <= 1200) {
                    final String answer = far(service, "datagram", service.vip(), Integer.toString(length));
                    assertEquals(Integer.toString(length), answer, service::title);
                }
            }
        }
    }

    @Test
    void vipsAreThereForWhoAsks() throws Exception {
        for (final LabService service : SERVICES) {
            for (final String length : List.of("8", "1000")) {
                assertEquals(service.vip(), far(service, "echo", service.vip(), length), service::title);
            }
        }
    }

    private void addRouter() throws IOException, InterruptedException {
        final Namespace router = Namespace.of(run, "router");
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
                "link add name eth1 type veth peer name eth0 netns " + far.name(),
                "link set eth1 up",
                "address add 10.78.0.1/24 dev eth1",
                "address add fd78::1/64 dev eth1",
                "route replace 10.78.0.2 dev eth1 mtu lock %d".formatted(NARROW),
                "route replace fd78::2 dev eth1 mtu lock %d".formatted(NARROW)));
        for (final Family family : Family.values()) {
            lines.add("neigh add %s lladdr %s dev eth0 nud permanent"
                    .formatted(LabHost.NODE.address(family), LabHost.NODE.mac()));
        }
        for (final LabService service : SERVICES) {
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

    private void startServers() throws IOException, InterruptedException {
        final String[] words = Stream.concat(
                        Stream.of(Decapsulator.PYTHON, "-I", "-S", script.toString(), "serve"),
                        SERVICES.stream().map(LabService::vip))
                .toArray(String[]::new);
        for (final LabHost backend : LabHost.BACKENDS) {
            final Decapsulator decapsulator = Decapsulator.start(lab, backend);
            servers.add(Child.start(lab.namespace(backend).command(words), "serve-" + backend.name()));
            decapsulator.awaitReady();
        }
        for (final Child server : servers) {
            server.awaitErrorWord("ready", BOUND);
        }
    }

    /** What the far client prints. */
    private String far(final LabService service, final String... arguments) throws Exception {
        final List<String> words = new ArrayList<>(List.of(Decapsulator.PYTHON, "-I", "-S", script.toString()));
        words.addAll(List.of(arguments));
        final String name = "far-" + String.join("-", arguments).replace(':', '.') + "-" + service.name();
        return Child.start(Namespace.of(run, "far").command(words.toArray(String[]::new)), name)
                .awaitEnd(BOUND)
                .strip();
    }

    private Path configuration() throws IOException {
        final String neighbours = LabHost.BACKENDS.stream()
                .flatMap(host -> Stream.of(Family.values())
                        .map(family -> "\"%s\": \"%s\"".formatted(host.address(family), host.mac())))
                .collect(Collectors.joining(", "));
        final StringBuilder services = new StringBuilder();
        for (final LabService service : SERVICES) {
            for (final String protocol : List.of("tcp", "udp")) {
                services.append("  - {name: %s-%s, vip: \"%s\", protocol: %s, port: 8000, mode: %s, backends: [%s]}\n"
                        .formatted(
                                service.name(),
                                protocol,
                                service.vip(),
                                protocol,
                                service.modeName(),
                                LabHost.BACKENDS.stream()
                                        .map(host -> "{address: \"%s\"}".formatted(host.address(service.family())))
                                        .collect(Collectors.joining(", "))));
            }
        }
        return Files.writeString(run.file("node.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=%s"]
                  ports: [{id: 0, address: ["%s", "%s"], neighbours: {%s}}]
                  workers: [%d]
                  idle: backoff
                services:
                %s""".formatted(
                        LabHost.NODE.device(),
                        LabHost.NODE.addressOnLink(Family.IPV4),
                        LabHost.NODE.addressOnLink(Family.IPV6),
                        neighbours,
                        ForwarderProcess.lastCpu(),
                        services));
    }
}
