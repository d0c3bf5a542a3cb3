package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.net.InetAddress;

/** A backend on a loopback address of its own that answers with the status it was told last, or not at all. */
final class HttpBackend implements AutoCloseable {
    private static final int SILENCE = 0;

    private final TcpServer server;
    private volatile int status = 200;

    /** @param port 0 for any that is free */
    HttpBackend(final String address, final int port) {
        server = new TcpServer(InetAddress.ofLiteral(address), port, socket -> {
            TcpServer.readRequest(socket);
            if (status == SILENCE) {
                socket.getInputStream().read();
            } else {
                TcpServer.write(socket, "HTTP/1.1 %d Whatever\r\nContent-Length: 0\r\n\r\n".formatted(status));
            }
        });
    }

    void answer(final int newStatus) {
        status = newStatus;
    }

    void beSilent() {
        status = SILENCE;
    }

    void awaitCheck() throws InterruptedException {
        server.awaitConnection();
    }

    int port() {
        return server.address().getPort();
    }

    IpAddress address() {
        return IpAddress.parse(server.address().getAddress().getHostAddress());
    }

    Backend weighing(final int weight) {
        return new Backend(address(), weight);
    }

    @Override
    public void close() {
        server.close();
    }
}
