package io.guideway.controller.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

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
        return attempt.hold(new Socket(Proxy.NO_PROXY));
    }
}
