package io.guideway.bench.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * All the backends of a measurement in a process of their own: listens on every address of this host, says on which port, takes
 * connections, and answers what looks like the end of an HTTP request. Ends when its standard input does. One thread.
 */
final class CheckServer {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 4096;
    private static final int BUFFER = 4096;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();

    private CheckServer() throws IOException {
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress("0.0.0.0", 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Runs it; no arguments. */
    public static void main(final String[] arguments) throws IOException {
        final CheckServer server = new CheckServer();
        System.out.println(server.server.socket().getLocalPort());
        Thread.ofPlatform().daemon().start(CheckServer::endWithInput);
        server.serve();
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected.
            }
        } catch (final IOException closed) {
            // As well.
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(this::serve);
        }
    }

    private void serve(final SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (final IOException gone) {
            close(key);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    private void read(final SocketChannel channel) throws IOException {
        buffer.clear();
        final int length = channel.read(buffer);
        if (length < 0) {
            channel.close();
        } else if (length > 0 && buffer.get(length - 1) == '\n') {
            channel.write(ByteBuffer.wrap(ANSWER));
        }
    }

    private static void close(final SelectionKey key) {
        try {
            key.channel().close();
        } catch (final IOException unclosable) {
            key.cancel();
        }
    }
}
