package io.guideway.controller.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Tells the metrics to whoever asks {@code GET /metrics} of a TCP port. Two are answered at once, each from what the node is
 * then, which takes memory; more are sent away. Whoever is slow is cut off after 30 s, and there are 64 connections at most,
 * so that nobody holds it up for ever.
 */
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int BUSY = 503;
    private static final int AT_ONCE = 2;
    private static final int WITHOUT_LENGTH = 0;
    private static final int WITHOUT_BODY = -1;

    static {
        // The JDK's server waits for ever otherwise, and takes these from nowhere else.
        limit("sun.net.httpserver.maxReqTime", "30");
        limit("sun.net.httpserver.maxRspTime", "30");
        limit("jdk.httpserver.maxConnections", "64");
    }

    private final Metrics metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** @throws IOException if there is no listening there; the message names the address */
    public MetricsServer(final InetSocketAddress address, final Metrics metrics) throws IOException {
        this.metrics = metrics;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (final IOException failure) {
            threads.shutdown();
            throw new IOException(
                    "no metrics at %s:%d: %s; free the port or give node.metrics another"
                            .formatted(address.getHostString(), address.getPort(), failure.getMessage()),
                    failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static void limit(final String property, final String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void answer(final HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                say(exchange, NOT_FOUND, "there is only " + PATH);
            } else {
                switch (exchange.getRequestMethod()) {
                    case "GET" -> tellInTurn(exchange);
                    case "HEAD" -> begin(exchange, WITHOUT_BODY);
                    default -> {
                        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                        say(exchange, NOT_ALLOWED, "use GET");
                    }
                }
            }
        }
    }

    private void tellInTurn(final HttpExchange exchange) throws IOException {
        if (!turns.tryAcquire()) {
            say(exchange, BUSY, "%d others are being answered; ask again".formatted(AT_ONCE));
            return;
        }
        try {
            tell(exchange);
        } finally {
            turns.release();
        }
    }

    private void tell(final HttpExchange exchange) throws IOException {
        final MetricSnapshots snapshots;
        try {
            snapshots = metrics.ask();
        } catch (final RuntimeException failure) {
            say(exchange, FAILED, "the node cannot be asked: " + failure.getMessage());
            return;
        }
        begin(exchange, WITHOUT_LENGTH);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
            metrics.write(out, accept(exchange), snapshots);
        }
    }

    private void begin(final HttpExchange exchange, final int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", metrics.contentType(accept(exchange)));
        exchange.sendResponseHeaders(OK, length);
    }

    private static String accept(final HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Accept");
    }

    private static void say(final HttpExchange exchange, final int status, final String line) throws IOException {
        final byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Ends it; who is being answered is cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
