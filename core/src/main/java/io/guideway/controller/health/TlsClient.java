package io.guideway.controller.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS connections of connections, as the checks of one backend want them. Immutable; any thread. */
final class TlsClient {
    private final SSLSocketFactory sockets;
    private final boolean verify;
    private final String name;
    private final String[] protocols;
    private final int port;

    TlsClient(final Tls tls, final InetSocketAddress target) {
        this(tls, target, List.of());
    }

    /** @param protocols what is offered by ALPN; none: nothing */
    TlsClient(final Tls tls, final InetSocketAddress target, final List<String> protocols) {
        this.protocols = protocols.toArray(String[]::new);
        verify = tls.verify();
        name = tls.name().orElse(target.getAddress().getHostAddress());
        port = target.getPort();
        try {
            sockets = context(tls).getSocketFactory();
        } catch (final GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no TLS to check %s with".formatted(target), e);
        }
    }

    private static SSLContext context(final Tls tls) throws GeneralSecurityException, IOException {
        if (tls.verify() && tls.authorities().isEmpty()) {
            return SSLContext.getDefault();
        }
        final SSLContext context = SSLContext.getInstance("TLS");
        final TrustManager[] trust = tls.verify() ? trust(tls.authorities()) : new TrustManager[] {new TrustAnyone()};
        context.init(null, trust, new SecureRandom());
        return context;
    }

    private static TrustManager[] trust(final List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (final X509Certificate authority : authorities) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /**
     * Shakes hands over {@code plain}. The session is not kept: the next check shall see the certificate again.
     *
     * @throws IOException also an {@link javax.net.ssl.SSLException}, if the hands do not meet
     */
    SSLSocket handshake(final Socket plain) throws IOException {
        final SSLSocket socket = (SSLSocket) sockets.createSocket(plain, name, port, true);
        final SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        if (verify) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // compares the name with the certificate's
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getSession().invalidate();
        return socket;
    }
}
