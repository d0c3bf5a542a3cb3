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
import java.util.Optional;
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
                Socket loud = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            loud.getOutputStream().write("\0\u0001 \r\n\r\nGET".getBytes(StandardCharsets.UTF_8));
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
        final URI uri = URI.create("http://%s:%d%s"
                .formatted(
                        server.address().getAddress().getHostAddress(),
                        server.address().getPort(),
                        path));
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
