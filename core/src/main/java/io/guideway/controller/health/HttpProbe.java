package io.guideway.controller.health;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Asks for a path by HTTP/1.1 (RFC 9112), one connection a run. */
final class HttpProbe implements Probe {
    private final Check.Http check;
    private final InetSocketAddress target;
    private final byte[] request;
    private final Optional<TlsClient> client;

    HttpProbe(final Check.Http check, final InetSocketAddress target) {
        this.check = check;
        this.target = target;
        request = request(check, target).getBytes(StandardCharsets.UTF_8);
        client = check.tls().map(tls -> new TlsClient(tls, target));
    }

    private static String request(final Check.Http check, final InetSocketAddress target) {
        final StringBuilder text = new StringBuilder("GET ")
                .append(check.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(check.host().orElseGet(() -> authority(target)))
                .append("\r\nUser-Agent: guideway-health\r\nAccept: */*\r\nConnection: close\r\n");
        check.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    /** An address as URLs have it. */
    static String authority(final InetSocketAddress target) {
        final String address = target.getAddress().getHostAddress();
        return (target.getAddress() instanceof Inet6Address ? "[" + address + "]" : address) + ":" + target.getPort();
    }

    @Override
    public String ask(final Attempt attempt) throws IOException, CheckFailure {
        if (client.isEmpty()) {
            try (Socket socket = TcpProbe.connectBriefly(target, attempt)) {
                return ask(socket);
            }
        }
        try (Socket plain = TcpProbe.connect(target, attempt);
                SSLSocket socket = client.get().handshake(plain)) {
            return ask(socket);
        }
    }

    private String ask(final Socket socket) throws IOException, CheckFailure {
        socket.getOutputStream().write(request);
        return new HttpAnswer(socket.getInputStream()).judge(check);
    }
}
