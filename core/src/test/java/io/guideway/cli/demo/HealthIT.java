package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.service.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Deaths that nobody announces, with the demo's lab and the packaged program: the node checks nginx on each backend by HTTP, for
 * every kind of way to a backend once via the VIP and once directly. The node's kernel has addresses of its own here, which
 * checks need.
 */
class HealthIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final LabHost VICTIM = LabHost.BACKENDS.getFirst();
    private static final int DIRECT_PORT = 81;
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final List<LabService> SERVICES = List.of(
            new LabService(Mode.L2DSR, Family.IPV4, Family.IPV4, "203.0.113.1"),
            new LabService(Mode.L2DSR, Family.IPV6, Family.IPV6, "2001:db8::1"),
            new LabService(Mode.IPIP, Family.IPV4, Family.IPV4, "203.0.113.2"),
            new LabService(Mode.IPIP, Family.IPV6, Family.IPV6, "2001:db8::2"),
            new LabService(Mode.IPIP, Family.IPV4, Family.IPV6, "203.0.113.3"),
            new LabService(Mode.IPIP, Family.IPV6, Family.IPV4, "2001:db8::3"),
            new LabService(Mode.GUE, Family.IPV6, Family.IPV4, "2001:db8::4"),
            new LabService(Mode.L3DSR, Family.IPV4, Family.IPV4, "203.0.113.5"));

    private final DemoRun run = DemoRun.ofThisProcess();
    private final Lab lab = new Lab(run, SERVICES);
    private Guardian guardian;
    private Child node;
    private int nodes;

    @BeforeEach
    void buildLab() throws Exception {
        guardian = Guardian.of(run);
        lab.build();
        lab.addressNode();
        final List<WebServer> servers = new ArrayList<>();
        final List<Decapsulator> decapsulators = new ArrayList<>();
        for (final LabHost backend : LabHost.BACKENDS) {
            servers.add(WebServer.start(lab, backend));
            decapsulators.add(Decapsulator.start(lab, backend));
        }
        for (final WebServer server : servers) {
            server.awaitListening();
        }
        for (final Decapsulator decapsulator : decapsulators) {
            decapsulator.awaitReady();
        }
        startNode();
    }

    @AfterEach
    void removeLab() throws Exception {
        guardian.close();
    }

    /** Changes the configuration of a backend's nginx, in service. */
    private void change(final LabHost backend, final String pattern, final String replacement) throws Exception {
        final Path directory = run.file("nginx-" + backend.name());
        final Path file = directory.resolve("nginx.conf");
        Files.writeString(file, Files.readString(file).replaceFirst(pattern, replacement));
        lab.namespace(backend)
                .command("nginx", "-p", directory.toString(), "-c", file.toString(), "-s", "reload")
                .execute();
    }

    private void startNode() throws Exception {
        final Path configuration = run.file("health.yaml");
        ForwarderConfig.write(configuration, SERVICES, 0);
        addHealth(configuration);
        node = Child.start(
                lab.namespace(LabHost.NODE)
                        .command(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                System.getProperty("guideway.jar"),
                                "run",
                                configuration.toString()),
                nodeName(++nodes));
        node.awaitErrorWord("forwarding", BOUND);
    }

    private static String nodeName(final int number) {
        return "node-" + number;
    }

    /** Each service as it is, checked via its VIP, and again on another port, checked directly. */
    private static void addHealth(final Path configuration) {
        final ObjectNode root = (ObjectNode) YAML.readTree(configuration);
        final ArrayNode services = (ArrayNode) root.get("services");
        for (final JsonNode service : List.copyOf(services.values())) {
            final ObjectNode direct = (ObjectNode) service.deepCopy();
            direct.put("name", direct(service.get("name").asString())).put("port", DIRECT_PORT);
            direct.set("health", health());
            services.add(direct);
            ((ObjectNode) service).set("health", health().put("via", "vip"));
        }
        YAML.writeValue(configuration, root);
    }

    private static String direct(final String name) {
        return name + "-direct";
    }

    private static ObjectNode health() {
        return YAML.valueToTree(
                Map.of("http", "/", "port", LabService.PORT, "interval", "1s", "timeout", "1s", "rise", 2, "fall", 4));
    }

    @Test
    void aMissingVipIsSeenByChecksViaTheVipAndByNoOthers() throws Exception {
        changeVips("del");
        for (final LabService service : SERVICES) {
            awaitLine(
                    "backend %s of %s is down, was up: " // by silence, or an ICMP error
                            .formatted(VICTIM.address(service.backendFamily()), service.name()));
        }
        awaitLine("; %s weight 0, was 1".formatted(VICTIM.address(Family.IPV4)));
        changeVips("add");
        for (final LabService service : SERVICES) {
            awaitLine("backend %s of %s is up, was down: HTTP 200"
                    .formatted(VICTIM.address(service.backendFamily()), service.name()));
        }
        assertFalse(said().contains("-direct is down"), this::said);
        assertEquals(2L * SERVICES.size(), transitions(), this::said); // each told once
        node.stop(BOUND);
        assertNothingLeft();
    }

    private long transitions() {
        return said().lines().filter(line -> line.startsWith("backend ")).count();
    }

    private void changeVips(final String verb) throws Exception {
        lab.namespace(VICTIM)
                .ip(SERVICES.stream()
                        .map(service -> "address %s %s dev lo".formatted(verb, service.vip()))
                        .toList());
    }

    @Test
    void aBackendThatOnlyShakesHandsLeavesTheSet() throws Exception {
        change(VICTIM, "return 200", "return 500");
        for (final LabService service : SERVICES) {
            awaitDown(service, service.name());
            awaitDown(service, direct(service.name()));
        }
        change(VICTIM, "return 500", "return 200");
        for (final LabService service : SERVICES) {
            awaitLine("backend %s of %s is up, was down: HTTP 200"
                    .formatted(VICTIM.address(service.backendFamily()), service.name()));
        }
    }

    private void awaitDown(final LabService service, final String name) throws InterruptedException {
        awaitLine("backend %s of %s is down, was up: HTTP 500, expected 200"
                .formatted(VICTIM.address(service.backendFamily()), name));
    }

    @Test
    void whatAKilledNodeHasLeftTheNextOneRemoves() throws Exception {
        assertTrue(Await.until(() -> rules().contains("sport 61000-64999"), BOUND), this::rules);
        final String namespace = lab.namespace(LabHost.NODE).name();
        Command.of(run, "sh", "-c", "kill -9 $(ip netns pids %s) || :".formatted(namespace))
                .execute();
        assertTrue(Await.until(() -> ip("netns", "pids", namespace).isEmpty(), BOUND));
        assertTrue(rules().contains("sport 61000-64999"), this::rules);
        startNode();
        changeVips("del");
        awaitLine("is down, was up: ");
        node.stop(BOUND);
        assertNothingLeft();
    }

    private void awaitLine(final String part) throws InterruptedException {
        try {
            node.awaitErrorWord(part, BOUND);
        } catch (final DemoException unsaid) {
            throw new AssertionError("nobody says '%s':%n%s".formatted(part, said()), unsaid);
        }
    }

    /** What the node that runs, or ran last, has said. */
    private String said() {
        try {
            return Files.readString(run.file(nodeName(nodes) + ".err"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingLeft() {
        assertFalse(rules().contains("61000"), this::rules);
        assertFalse(ip("-n", lab.namespace(LabHost.NODE).name(), "link").contains("gw-health"));
    }

    private String rules() {
        final String namespace = lab.namespace(LabHost.NODE).name();
        return ip("-n", namespace, "-4", "rule") + ip("-n", namespace, "-6", "rule");
    }

    /** What the program {@code ip} prints. */
    private static String ip(final String... words) {
        final List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        try {
            final Process process =
                    new ProcessBuilder(all).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
