package io.guideway.cli.operate;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Asks a node by its Unix socket. One thread. */
final class ApiClient implements AutoCloseable {
    private static final int LARGEST_ANSWER = 1 << 28;
    private static final int MOST_THREADS = 8;
    private static final long LONGEST_SECONDS = 60;
    private static final String UNRESERVED = "[A-Za-z0-9_~-]";

    private final Path socket;
    private final HttpClient http;

    /** @throws IOException if the client cannot start; whether somebody listens shows later */
    ApiClient(final Path socket) throws IOException {
        this.socket = socket;
        final ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setReservedThreads(0);
        threads.setDaemon(true);
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(threads);
        try {
            http.start();
        } catch (final Exception failure) { // it is what start() throws
            throw new IOException("no client of HTTP: " + failure.getMessage(), failure);
        }
    }

    /** A path of segments, each percent-encoded so that a name may hold anything. */
    static String path(final String... segments) {
        final StringBuilder path = new StringBuilder("/v1");
        for (final String segment : segments) {
            path.append('/');
            segment.codePoints().forEach(point -> append(path, Character.toString(point)));
        }
        return path.toString();
    }

    private static void append(final StringBuilder path, final String character) {
        if (character.matches(UNRESERVED)) {
            path.append(character);
        } else {
            for (final byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                path.append("%%%02X".formatted(octet));
            }
        }
    }

    /** A request without a body. */
    Reply send(final String method, final String path) throws IOException {
        return send(request(method, path));
    }

    /** A request with a body. */
    Reply send(final String method, final String path, final String mediaType, final String body) throws IOException {
        return send(request(method, path).body(new StringRequestContent(mediaType, body)));
    }

    private Request request(final String method, final String path) {
        return http.newRequest(URI.create("http://node" + path))
                .method(method)
                .transport(new Transport.TCPUnix(socket))
                .timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private Reply send(final Request request) throws IOException {
        try {
            final ContentResponse response = new CompletableResponseListener(request, LARGEST_ANSWER)
                    .send()
                    .get(LONGEST_SECONDS + 1, TimeUnit.SECONDS);
            return new Reply(response.getStatus(), response.getContentAsString());
        } catch (final ExecutionException | TimeoutException failure) {
            final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IOException(
                    "no answer from %s (%s); is the node running?".formatted(socket, cause.getMessage()), failure);
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + socket, hurried);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            http.stop();
        } catch (final Exception failure) { // it is what stop() throws
            throw new IOException("the client of HTTP does not end: " + failure.getMessage(), failure);
        }
    }
}
