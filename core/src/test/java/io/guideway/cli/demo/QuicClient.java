package io.guideway.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicStream;

/**
 * A real QUIC client (Kwik). For each connection it prints a line: what was answered, before and after each time that its packets
 * came from another port.
 */
final class QuicClient {
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** A connection without an answer for that long is lost. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private QuicClient() {}

    /** @param arguments the VIP, how many connections, how often each moves */
    public static void main(final String[] arguments) throws Exception {
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            connect(arguments[0], Integer.parseInt(arguments[2]));
        }
        System.exit(0);
    }

    private static void connect(final String vip, final int moves) throws Exception {
        final MovingSocket socket = new MovingSocket();
        final QuicClientConnection connection = QuicClientConnection.newBuilder()
                .uri(URI.create("https://%s:%d".formatted(vip, QuicServer.PORT)))
                .applicationProtocol(QuicServer.PROTOCOL)
                .connectTimeout(BOUND)
                .maxIdleTimeout(SILENCE)
                .noServerCertificateCheck()
                .socketFactory(_ -> socket)
                .build();
        connection.connect();
        final List<String> answers = new ArrayList<>();
        try {
            answers.add(ask(connection));
            for (int i = 0; i < moves; i++) {
                socket.move();
                answers.add(ask(connection));
            }
            connection.closeAndWait(BOUND);
        } catch (final IOException lost) {
            answers.add("lost");
        }
        System.out.println(String.join(" ", answers));
    }

    private static String ask(final QuicClientConnection connection) throws IOException {
        final QuicStream stream = connection.createStream(true);
        stream.getOutputStream().write('?');
        stream.getOutputStream().close();
        return new String(stream.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
