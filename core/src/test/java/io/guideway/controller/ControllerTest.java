package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.guideway.controller.desired.ChangesFile;
import io.guideway.controller.desired.Overlay;
import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real servers on loopback, one of which does not always serve. */
class ControllerTest {
    private static final long LONGEST_SECONDS = 60;
    private static final IpAddress GOOD = IpAddress.parse("127.0.0.1");
    private static final IpAddress FAILING = IpAddress.parse("127.0.0.2");

    @TempDir
    private Path folder;

    private final FakeTarget target = new FakeTarget();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer good;
    private HttpServer failing;

    @BeforeEach
    void serve() throws IOException {
        good = server("127.0.0.1", 0, new AtomicInteger(200));
        failing = server("127.0.0.2", good.getAddress().getPort(), status);
    }

    @AfterEach
    void end() {
        good.stop(0);
        failing.stop(0);
    }

    private static HttpServer server(final String address, final int port, final AtomicInteger status)
            throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 16);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aBackendThatAnswers500LeavesTheSetAndComesBack() throws Exception {
        try (Controller controller = controller()) {
            status.set(500);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 0, false)), nextBackends());
            assertTrue(nextLine().startsWith("backend 127.0.0.2 of web is down, was up: HTTP 500, expected 200"));
            status.set(200);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 1)), nextBackends());
            assertTrue(nextLine().startsWith("backend 127.0.0.2 of web is up, was down: "));
            assertEquals(2, controller.health().getFirst().backends().size());
        }
    }

    @Test
    void aForcedBackendIsUpWhateverItsChecksSay() throws Exception {
        try (Controller controller = controller()) {
            status.set(500);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 0, false)), nextBackends());
            final Outcome forced = controller.change(new Change.SetState("web", FAILING, AdminState.FORCED), false);
            assertEquals(List.of(), forced.services().getFirst().backends());
            final int moved = forced.services().getFirst().moved();
            assertTrue(moved == 125 || moved == 126, () -> "half of the slots: " + moved);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 1)), nextBackends());
            final BackendStatus backend =
                    controller.status().services().getFirst().backends().get(1);
            assertEquals("down", backend.health());
            assertEquals(AdminState.FORCED, backend.admin());
            assertTrue(backend.reason().startsWith("HTTP 500"), backend::reason);
            controller.change(new Change.SetState("web", FAILING, AdminState.ENABLED), false);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 0, false)), nextBackends());
        }
    }

    /** With one of two disabled and the other down the last good set is kept, but not the disabled one of it. */
    @Test
    void theOperatorsWordStandsAboveTheWatermark() throws Exception {
        try (Controller controller = controller()) {
            controller.change(new Change.SetState("web", GOOD, AdminState.DISABLED), false);
            assertEquals(List.of(new Backend(GOOD, 0, false), new Backend(FAILING, 1)), nextBackends());
            status.set(500);
            assertTrue(nextLine().startsWith("by command: "));
            assertTrue(nextLine().startsWith("backend 127.0.0.2 of web is down"));
            final ServiceStatus web = controller.status().services().getFirst();
            assertTrue(web.notice().contains("the last good set is kept"), web::notice);
            assertEquals(
                    List.of(0, 1),
                    web.backends().stream().map(BackendStatus::effective).toList());
        }
    }

    @Test
    void aFileThatCannotBeReadAgainChangesNothing() throws Exception {
        try (Controller controller = controller()) {
            controller.reload();
            assertEquals("reload refused, everything stays as it was:", nextLine());
            assertTrue(nextLine().contains("no-such-file.yaml"));
            assertTrue(target.told.isEmpty());
        }
    }

    private Controller controller() throws ConfigurationException {
        final byte[] octets = yaml().getBytes(StandardCharsets.UTF_8);
        final YamlNode root = YamlFile.parse("lb.yaml", octets);
        // No backend may be on loopback, but where servers of a test are.
        final Configuration unchecked = ConfigurationReader.read(Item.root(root, new Findings("lb.yaml")));
        final FileDocument document = FileDocument.of(
                Path.of("no-such-file.yaml"), octets, root, new CheckedConfiguration(unchecked, List.of()));
        return new Controller(
                new Beginning(Desired.of(document, Overlay.EMPTY), new ChangesFile(folder.resolve("changes.json"))),
                target,
                said::add,
                name -> {
                    throw new AssertionError("no check asks for " + name);
                });
    }

    private String yaml() {
        return """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk: {ports: [{id: 0, address: [127.0.0.9/8], neighbours: {}}], workers: [0]}
                services:
                  - name: web
                    vip: 203.0.113.10
                    protocol: tcp
                    port: 80
                    mode: ipip
                    table-size: 251
                    source: [192.0.2.1]
                    health: {http: /, port: %d, interval: 1s, jitter: 0, timeout: 1s, rise: 1, fall: 2}
                    backends: [{address: 127.0.0.1}, {address: 127.0.0.2}]
                """.formatted(good.getAddress().getPort());
    }

    private List<Backend> nextBackends() throws InterruptedException {
        final List<Service> services = target.told.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(services, "the target was told nothing");
        return services.getFirst().backends();
    }

    private String nextLine() throws InterruptedException {
        final String line = said.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(line, "nothing was said");
        return line;
    }
}
