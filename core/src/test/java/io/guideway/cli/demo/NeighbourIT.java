package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.service.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node that is told no Ethernet address, among kernels that are told none of the node's: whatever they know of each other, they
 * have found out. The node's own kernel keeps quiet, so that only the forwarder answers. Needs root.
 */
@Timeout(240)
class NeighbourIT {
    private static final int REQUESTS = 100;

    /** VIPs on the link itself with l2dsr; elsewhere, by way of the node's address, with ipip. */
    private static final List<LabService> SERVICES = List.of(
            new LabService(Mode.L2DSR, Family.IPV4, Family.IPV4, "10.77.0.101"),
            new LabService(Mode.L2DSR, Family.IPV6, Family.IPV6, "fd67:7569:6465::101"),
            new LabService(Mode.IPIP, Family.IPV4, Family.IPV4, "203.0.113.2"),
            new LabService(Mode.IPIP, Family.IPV6, Family.IPV6, "2001:db8::2"));

    private static final String KERNEL = "gw0";

    private final List<LabBackend> backends = new ArrayList<>();
    private Guardian guardian;
    private Lab lab;
    private ForwarderProcess node;

    @BeforeEach
    void build() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        final DemoRun run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, SERVICES);
        lab.build();
        lab.namespace(LabHost.NODE).ip(List.of("link set %s arp off".formatted(LabHost.NODE.device())));
        forgetTheNode();
        for (final LabHost host : LabHost.BACKENDS) {
            backends.add(LabBackend.start(lab, host));
        }
        for (final LabBackend backend : backends) {
            backend.awaitReady();
        }
    }

    /** The lab's client has been told where the node is, and that the VIPs on the link are behind it. */
    private void forgetTheNode() throws IOException, InterruptedException {
        final List<String> lines = new ArrayList<>();
        for (final Family family : Family.values()) {
            lines.add("neigh del %s dev %s".formatted(LabHost.NODE.address(family), LabHost.CLIENT.device()));
        }
        for (final LabService service : SERVICES) {
            if (service.mode() == Mode.L2DSR) {
                lines.add("route del %s via %s".formatted(service.vip(), LabHost.NODE.address(service.family())));
            }
        }
        lab.namespace(LabHost.CLIENT).ip(lines);
    }

    @AfterEach
    void removeEverything() throws IOException {
        guardian.close();
    }

    private void startNode(final String ofThePort) throws IOException, InterruptedException {
        final Path configuration = lab.run().file("node.yaml");
        final String addresses = Stream.of(Family.values())
                .map(family -> '"' + LabHost.NODE.addressOnLink(family) + '"')
                .collect(Collectors.joining(", "));
        Files.writeString(configuration, """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=%s,framecnt=4096"]
                  ports: [{id: 0, address: [%s]%s}]
                  workers: [%d]
                  idle: backoff
                services:
                %s""".formatted(
                        LabHost.NODE.device(),
                        addresses,
                        ofThePort,
                        ForwarderProcess.lastCpu(),
                        SERVICES.stream().map(NeighbourIT::yaml).collect(Collectors.joining())));
        node = ForwarderProcess.start(lab, configuration);
        node.awaitForwarding();
    }

    private static String yaml(final LabService service) {
        final String servers = LabHost.BACKENDS.stream()
                .map(backend -> "{address: \"%s\"}".formatted(backend.address(service.backendFamily())))
                .collect(Collectors.joining(", "));
        return """
                  - name: %s
                    vip: "%s"
                    protocol: tcp
                    port: %d
                    mode: %s
                    backends: [%s]
                """.formatted(service.name(), service.vip(), LabService.PORT, service.modeName(), servers);
    }

    @Test
    void everybodyFindsEverybody() throws Exception {
        startNode("");
        for (final LabService service : SERVICES) {
            assertServed(service);
        }
        node.stop();
        final String known = inClient("ip", "neigh", "show");
        for (final String address : List.of(
                LabHost.NODE.ipv4(),
                LabHost.NODE.ipv6(),
                SERVICES.get(0).vip(),
                SERVICES.get(1).vip())) {
            assertTrue(
                    known.lines().anyMatch(line -> line.startsWith(address + " ") && line.contains(LabHost.NODE.mac())),
                    () -> "the client has not found %s:%n%s%n%s".formatted(address, known, node.tail()));
        }
    }

    private void assertServed(final LabService service) throws IOException, InterruptedException {
        final Answers answers = new Requests(lab, () -> {}).send(service, REQUESTS);
        assertEquals(0, answers.failed(), () -> service.title() + ": " + answers.reasons() + "\n" + node.tail());
        assertEquals(LabHost.BACKENDS.size(), answers.byBackend().size(), service::title);
    }

    @Test
    void theKernelIsReachedByTheSamePortWhilePacketsAreForwarded() throws Exception {
        letTheKernelHearTheTapOnly();
        startNode(", kernel-path: " + KERNEL);
        for (final LabHost backend : LabHost.BACKENDS) {
            assertEquals(backend.name(), inNode(curl("http://%s/", backend.ipv4())));
            assertEquals(backend.name(), inNode(curl("http://[%s]/", backend.ipv6())));
        }
        final Path page = Files.writeString(lab.run().file("page"), "x".repeat(300_000));
        final Child server = Child.start(
                lab.namespace(LabHost.NODE)
                        .command(
                                "nginx",
                                "-p",
                                lab.run().directory().toString(),
                                "-c",
                                nginx(page).toString()),
                "nginx-node");
        server.awaitFile(lab.run().file("node-nginx.pid"), "\n", Duration.ofSeconds(10));
        final Process fetching = lab.namespace(LabHost.CLIENT)
                .command(
                        "curl",
                        "--noproxy",
                        "*",
                        "--fail",
                        "--silent",
                        "--show-error",
                        "--max-time",
                        "20",
                        "--output",
                        "/dev/null",
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{size_download}\n",
                        "http://%s:8080/page?[1-20]".formatted(LabHost.NODE.ipv4()),
                        "http://[%s]:8080/page?[1-20]".formatted(LabHost.NODE.ipv6()))
                .builder()
                .redirectErrorStream(true)
                .start();
        for (final LabService service : SERVICES) {
            assertServed(service);
        }
        final List<String> sizes;
        try (var output = fetching.inputReader()) {
            sizes = output.lines().toList();
        }
        assertEquals(0, fetching.waitFor(), () -> sizes + "\n" + node.tail());
        assertEquals(40, sizes.stream().filter("300000"::equals).count(), sizes::toString);
        server.stop(Duration.ofSeconds(10));
        node.stop();
        assertEquals("", inNode("ip", "-brief", "link", "show", "type", "tun"), "the device has gone");
    }

    /** Its packets come by the device that the forwarder reads as well, but answers leave by the TAP. */
    private void letTheKernelHearTheTapOnly() throws IOException, InterruptedException {
        lab.namespace(LabHost.NODE)
                .command("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/%s/rp_filter".formatted(LabHost.NODE.device()))
                .execute();
    }

    private static String[] curl(final String url, final String host) {
        return new String[] {
            "curl", "--noproxy", "*", "--fail", "--silent", "--show-error", "--max-time", "20", url.formatted(host)
        };
    }

    private Path nginx(final Path page) throws IOException {
        return Files.writeString(lab.run().file("node-nginx.conf"), """
                user root;
                daemon off;
                worker_processes 1;
                pid %1$s/node-nginx.pid;
                error_log stderr warn;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/node-body;
                  fastcgi_temp_path %1$s/node-fastcgi;
                  proxy_temp_path %1$s/node-proxy;
                  scgi_temp_path %1$s/node-scgi;
                  uwsgi_temp_path %1$s/node-uwsgi;
                  server {
                    listen %2$s:8080;
                    listen [%3$s]:8080;
                    location = /page { alias %4$s; }
                  }
                }
                """.formatted(
                        lab.run().directory(), LabHost.NODE.ipv4(), LabHost.NODE.ipv6(), page));
    }

    private String inClient(final String... words) throws IOException, InterruptedException {
        return output(lab.namespace(LabHost.CLIENT).command(words));
    }

    private String inNode(final String... words) throws IOException, InterruptedException {
        return output(lab.namespace(LabHost.NODE).command(words));
    }

    private String output(final Command command) throws IOException, InterruptedException {
        final Process process = command.builder().redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ":\n" + output + "\n" + node.tail());
        return output.strip();
    }
}
