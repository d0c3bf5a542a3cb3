package io.guideway.controller.health;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A server on loopback that does to each connection what a test wants; closes them all at the end. */
final class TcpServer implements AutoCloseable {
    /** What is done to a connection, on a thread of its own; it is closed afterwards. */
    @FunctionalInterface
    interface Behaviour {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore accepted = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);

    TcpServer(final Behaviour behaviour) {
        this(InetAddress.getLoopbackAddress(), 0, behaviour);
    }

    TcpServer(final InetAddress address, final int port, final Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(port, 50, address);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** Reads a request to its empty line, then writes {@code response} and closes. */
    static TcpServer answering(final String response) {
        return new TcpServer(socket -> {
            readRequest(socket);
            write(socket, response);
        });
    }

    /** Keeps every connection open and says nothing. */
    static TcpServer silent() {
        return new TcpServer(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    static String readRequest(final Socket socket) throws IOException {
        final StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            final int octet = socket.getInputStream().read();
            if (octet < 0) {
                break;
            }
            request.append((char) octet);
        }
        return request.toString();
    }

    static void write(final Socket socket, final String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                final Socket socket = server.accept();
                open.add(socket);
                accepted.release();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (final IOException closed) {
                return;
            }
        }
    }

    private void serve(final Socket socket) {
        try (socket) {
            behaviour.serve(socket);
        } catch (final IOException expected) {
            // The check has gone.
        } finally {
            open.remove(socket);
            ended.release();
        }
    }

    /** Waits for a connection that was not waited for yet. */
    void awaitConnection() throws InterruptedException {
        accepted.acquire();
    }

    /** Waits for a connection's end that was not waited for yet. */
    void awaitEnd() throws InterruptedException {
        ended.acquire();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (final Socket socket : open) {
                socket.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
