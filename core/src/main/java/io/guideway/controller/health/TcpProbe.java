package io.guideway.controller.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Optional;

/** Connects by TCP. */
final class TcpProbe {
    private TcpProbe() {}

    static String ask(final InetSocketAddress target, final Attempt attempt) throws IOException {
        connectBriefly(target, attempt).close();
        return "connected";
    }

    /**
     * A connection that is reset when it is closed: thousands of checks a second shall leave nothing behind in TIME_WAIT, which
     * would keep ports of ours for a minute each.
     */
    static Socket connectBriefly(final InetSocketAddress target, final Attempt attempt) throws IOException {
        final Socket socket = open(attempt);
        try {
            socket.setSoLinger(true, 0);
            socket.connect(target);
            return socket;
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection that is closed in order. */
    static Socket connect(final InetSocketAddress target, final Attempt attempt) throws IOException {
        final Socket socket = open(attempt);
        try {
            socket.connect(target);
            return socket;
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket open(final Attempt attempt) throws IOException {
        final Socket socket = attempt.hold(new Socket(Proxy.NO_PROXY));
        try {
            final Optional<InetSocketAddress> from = attempt.depart();
            if (from.isPresent()) {
                bind(socket, from.get());
            }
            return socket;
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    /** To one of few ports, which is not kept in TIME_WAIT: the next run shall have it. */
    private static void bind(final Socket socket, final InetSocketAddress from) throws IOException {
        socket.setReuseAddress(true);
        socket.setSoLinger(true, 0);
        socket.bind(from);
    }
}
