package io.guideway.controller.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connects by TCP and shakes hands by TLS. */
final class TlsProbe implements Probe {
    private final TlsClient client;
    private final InetSocketAddress target;

    TlsProbe(final Tls tls, final InetSocketAddress target) {
        client = new TlsClient(tls, target);
        this.target = target;
    }

    @Override
    public String ask(final Attempt attempt) throws IOException {
        try (Socket plain = TcpProbe.connect(target, attempt)) {
            client.handshake(plain).close();
            return "TLS handshake";
        }
    }
}
