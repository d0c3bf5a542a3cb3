package io.guideway.controller.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a Unix socket letter by letter, so that a test may say what no client would. */
final class HttpOverSocket {
    private HttpOverSocket() {}

    /** An answer, as it came. */
    record Reply(int status, List<String> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String header(final String name) {
            final String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** A request without a body. */
    static Reply send(final Path socket, final String method, final String path) throws IOException {
        return exchange(socket, "%s %s HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n".formatted(method, path));
    }

    /** A request with a body of JSON. */
    static Reply send(final Path socket, final String method, final String path, final String json) throws IOException {
        return send(socket, method, path, "application/json", json);
    }

    /** A request with a body. */
    static Reply send(final Path socket, final String method, final String path, final String type, final String body)
            throws IOException {
        return exchange(
                socket,
                "%s %s HTTP/1.1\r\nHost: node\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(method, path, type, body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    /** Any octets, and what comes back until the other side closes. */
    static Reply exchange(final Path socket, final String request) throws IOException {
        return parse(exchange(socket, request.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same, as it came; empty where nothing did. */
    static String exchange(final Path socket, final byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            final ByteBuffer out = ByteBuffer.wrap(request);
            try {
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                channel.shutdownOutput();
            } catch (final IOException closedOnUs) {
                // It has read enough; its answer may still be there.
            }
            return read(channel);
        }
    }

    private static String read(final SocketChannel channel) {
        final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        final ByteBuffer in = ByteBuffer.allocate(8192);
        try {
            while (channel.read(in) >= 0) {
                answer.write(in.array(), 0, in.position());
                in.clear();
            }
        } catch (final IOException reset) {
            // What has come is what there is.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    static Reply parse(final String answer) {
        final int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer of HTTP: '" + answer + "'");
        }
        final List<String> head = Arrays.asList(answer.substring(0, end).split("\r\n"));
        return new Reply(
                Integer.parseInt(head.getFirst().split(" ")[1]),
                head.subList(1, head.size()),
                answer.substring(end + 4));
    }
}
