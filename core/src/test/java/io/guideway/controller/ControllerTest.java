package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.guideway.controller.health.Check;
import io.guideway.controller.health.Damping;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.SlowStart;
import io.guideway.controller.health.StatusSet;
import io.guideway.controller.health.Watermark;
import io.guideway.controller.health.Way;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real servers on loopback, one of which does not always serve. */
class ControllerTest {
    private static final long LONGEST_SECONDS = 60;
    private static final IpAddress GOOD = IpAddress.parse("127.0.0.1");
    private static final IpAddress FAILING = IpAddress.parse("127.0.0.2");

    private final BlockingQueue<List<Service>> told = new LinkedBlockingQueue<>();
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
    void aBackendThatAnswers500LeavesTheSetAndComesBack() throws InterruptedException {
        try (Controller controller = controller()) {
            status.set(500);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 0)), nextBackends());
            assertTrue(nextLine().startsWith("backend 127.0.0.2 of web is down, was up: HTTP 500, expected 200"));
            status.set(200);
            assertEquals(List.of(new Backend(GOOD, 1), new Backend(FAILING, 1)), nextBackends());
            assertTrue(nextLine().startsWith("backend 127.0.0.2 of web is up, was down: "));
            assertEquals(2, controller.health().getFirst().backends().size());
        }
    }

    @Test
    void aFileThatCannotBeReadAgainChangesNothing() throws InterruptedException {
        try (Controller controller = controller()) {
            controller.reload();
            assertEquals("reload refused, everything stays as it was:", nextLine());
            assertTrue(nextLine().contains("no-such-file.yaml"));
            assertTrue(told.isEmpty());
        }
    }

    private Controller controller() {
        final Service web = new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                List.of(new Backend(GOOD, 1), new Backend(FAILING, 1)));
        return new Controller(
                Path.of("no-such-file.yaml"),
                new Configuration(
                        new NodeConfig("lb-1", new TierSeed(1, 2)),
                        new DpdkConfig(List.of(), List.of(), List.of(0), 32, IdleMode.BACKOFF),
                        List.of(web),
                        Map.of("web", policy())),
                told::add,
                said::add,
                name -> {
                    throw new AssertionError("no check asks for " + name);
                });
    }

    private HealthPolicy policy() {
        return new HealthPolicy(
                new Check.Http("/", Optional.empty(), StatusSet.OK, Optional.empty(), Optional.empty(), Map.of()),
                good.getAddress().getPort(),
                Duration.ofMillis(200),
                0,
                Duration.ofMillis(200),
                1,
                2,
                Damping.NONE,
                Watermark.ONLY_NONE,
                SlowStart.NONE,
                Way.DIRECT);
    }

    private List<Backend> nextBackends() throws InterruptedException {
        final List<Service> services = told.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(services, "the target was told nothing");
        return services.getFirst().backends();
    }

    private String nextLine() throws InterruptedException {
        final String line = said.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(line, "nothing was said");
        return line;
    }
}
