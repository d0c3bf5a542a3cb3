package io.guideway.controller.health;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Takes any certificate: an unverified check asks whether a server lives, not who it is, and tells it nothing. */
final class TrustAnyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String type, final Socket socket) {}

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String type, final Socket socket) {}

    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine) {}

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine) {}

    @Override
    public void checkClientTrusted(final X509Certificate[] chain, final String type) {}

    @Override
    public void checkServerTrusted(final X509Certificate[] chain, final String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
