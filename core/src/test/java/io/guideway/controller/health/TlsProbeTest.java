package io.guideway.controller.health;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsProbeTest {
    private static TestCertificate ours;
    private static TestCertificate others;
    private static HttpsServer server;

    @BeforeAll
    static void start(@TempDir final Path directory) throws Exception {
        ours = TestCertificate.make(directory.resolve("ours.p12"));
        others = TestCertificate.make(directory.resolve("others.p12"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ours.serverContext()));
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void withoutVerificationAnyCertificateIsGood() {
        Runs.good(handshake(any()), server.getAddress(), "TLS handshake");
        Runs.good(https(any()), server.getAddress(), "HTTP 200");
    }

    @Test
    void aCertificateOfATrustedAuthorityAndTheRightNameIsGood() {
        final Tls tls = verified(ours, "www.example.org");
        Runs.good(handshake(tls), server.getAddress(), "TLS handshake");
        Runs.good(https(tls), server.getAddress(), "HTTP 200");
        Runs.good(https(tls), server.getAddress(), "HTTP 200");
    }

    @Test
    void aCertificateForAnotherNameIsBad() {
        Runs.bad(handshake(verified(ours, "www.example.com")), server.getAddress(), "TLS: ");
        Runs.bad(https(verified(ours, "www.example.com")), server.getAddress(), "www.example.com");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsBad() {
        Runs.bad(https(verified(others, "www.example.org")), server.getAddress(), "TLS: ");
    }

    @Test
    void aCertificateThatTheJvmDoesNotTrustIsBad() {
        Runs.bad(handshake(new Tls(true, List.of(), Optional.of("www.example.org"))), server.getAddress(), "TLS: ");
    }

    @Test
    void aServerWithoutTlsIsBad() {
        try (TcpServer plain = new TcpServer(socket -> {
            TcpServer.write(socket, "220 mail.example.org ESMTP\r\n");
            socket.getInputStream().read();
        })) {
            Runs.bad(handshake(any()), plain.address(), "TLS: ");
            Runs.bad(https(any()), plain.address(), "TLS: ");
        }
    }

    @Test
    void aServerThatClosesInTheMiddleOfTheHandshakeIsBad() {
        try (TcpServer closing = new TcpServer(socket -> socket.getInputStream().read())) {
            Runs.bad(handshake(any()), closing.address(), "");
        }
    }

    @Test
    void garbageForEverEndsTheHandshake() {
        try (TcpServer garbage = new TcpServer(socket -> {
            while (!socket.isClosed()) {
                TcpServer.write(socket, "garbage".repeat(100));
            }
        })) {
            Runs.bad(handshake(any()), garbage.address(), "");
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (TcpServer silent = TcpServer.silent()) {
            Runs.overdue(handshake(any()), silent.address(), silent::awaitConnection);
            Runs.overdue(https(any()), silent.address(), silent::awaitConnection);
        }
    }

    @Test
    void nobodyThereIsBad() {
        Runs.bad(handshake(any()), Runs.nobody(), "no connection: Connection refused");
    }

    private static Check handshake(final Tls tls) {
        return new Check.TlsHandshake(tls);
    }

    private static Check https(final Tls tls) {
        return new Check.Http("/healthz", Optional.of(tls), StatusSet.OK, Optional.empty(), tls.name(), Map.of());
    }

    private static Tls any() {
        return new Tls(false, List.of(), Optional.empty());
    }

    private static Tls verified(final TestCertificate authority, final String name) {
        return new Tls(true, List.of(authority.certificate()), Optional.of(name));
    }
}
