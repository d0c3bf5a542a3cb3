package io.guideway.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Metrics metrics =
            new Metrics(new SampleNode(3, 2, true), () -> Optional.of(SampleNode.counters()), () -> 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoeverAsksIsTold() throws Exception {
        try (MetricsServer server = new MetricsServer(ANY_PORT, metrics)) {
            final HttpResponse<String> answer = ask(server, "GET", "/metrics");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain"));
            assertEquals(7, new Exposition(answer.body()).sample("guideway_generation"));
            assertEquals(200, ask(server, "HEAD", "/metrics").statusCode());
        }
    }

    @Test
    void whatElseIsAskedIsRefused() throws Exception {
        try (MetricsServer server = new MetricsServer(ANY_PORT, metrics)) {
            assertEquals(404, ask(server, "GET", "/").statusCode());
            assertEquals(404, ask(server, "GET", "/metrics/x").statusCode());
            final HttpResponse<String> answer = ask(server, "POST", "/metrics");
            assertEquals(405, answer.statusCode());
            assertEquals(Optional.of("GET, HEAD"), answer.headers().firstValue("Allow"));
        }
    }

    @Test
    void garbageDoesNotKeepOthersFromAsking() throws Exception {
        try (MetricsServer server = new MetricsServer(ANY_PORT, metrics);
                Socket silent = new Socket(
                        server.address().getAddress(), server.address().getPort());
                Socket half = new Socket(
                        server.address().getAddress(), server.address().getPort());
                Socket loud = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            loud.getOutputStream().write("\0\u0001 \r\n\r\nGET".getBytes(StandardCharsets.UTF_8));
            half.getOutputStream().write("GET /metr".getBytes(StandardCharsets.UTF_8));
            assertEquals(200, ask(server, "GET", "/metrics").statusCode());
            assertTrue(silent.isConnected());
        }
    }

    @Test
    void aNodeThatCannotBeAskedIsAFailureOfTheServer() throws Exception {
        final Metrics broken = new Metrics(new SampleNode(0, 0, true), Optional::empty, () -> {
            throw new IllegalStateException("closed");
        });
        try (MetricsServer server = new MetricsServer(ANY_PORT, broken)) {
            final HttpResponse<String> answer = ask(server, "GET", "/metrics");
            assertEquals(500, answer.statusCode());
            assertTrue(answer.body().contains("closed"));
        }
    }

    @Test
    void whoComesAsTheThirdAtOnceIsSentAway() throws Exception {
        final CountDownLatch asked = new CountDownLatch(2);
        final CountDownLatch go = new CountDownLatch(1);
        final Metrics slow = new Metrics(new SampleNode(0, 0, true), Optional::empty, () -> {
            asked.countDown();
            awaitEnd(go);
            return 0;
        });
        try (MetricsServer server = new MetricsServer(ANY_PORT, slow)) {
            final List<CompletableFuture<HttpResponse<String>>> two = List.of(later(server), later(server));
            awaitEnd(asked);
            assertEquals(503, ask(server, "GET", "/metrics").statusCode());
            go.countDown();
            for (final CompletableFuture<HttpResponse<String>> answer : two) {
                assertEquals(200, answer.join().statusCode());
            }
        }
    }

    private static void awaitEnd(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (final InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    private CompletableFuture<HttpResponse<String>> later(final MetricsServer server) {
        return client.sendAsync(HttpRequest.newBuilder(uri(server, "/metrics")).build(), BodyHandlers.ofString());
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (MetricsServer server = new MetricsServer(ANY_PORT, metrics)) {
            final IOException refusal =
                    assertThrows(IOException.class, () -> new MetricsServer(server.address(), metrics));
            final String port = ":" + server.address().getPort();
            assertTrue(refusal.getMessage().contains(port), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("node.metrics"), refusal::getMessage);
        }
    }

    private HttpResponse<String> ask(final MetricsServer server, final String method, final String path)
            throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(uri(server, path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI uri(final MetricsServer server, final String path) {
        final InetSocketAddress address = server.address();
        return URI.create("http://%s:%d%s".formatted(address.getAddress().getHostAddress(), address.getPort(), path));
    }
}
