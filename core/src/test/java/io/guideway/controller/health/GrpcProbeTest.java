package io.guideway.controller.health;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against gRPC's own server, and against servers that misbehave frame by frame. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrpcProbeTest {
    private static final String SETTINGS = "000000040000000000";

    private static TestCertificate certificate;
    private static TestCertificate others;
    private static HealthStatusManager health;
    private static Server plain;
    private static Server tls;
    private static Server withoutHealth;

    @BeforeAll
    static void start(@TempDir final Path directory) throws Exception {
        certificate = TestCertificate.make(directory.resolve("ours.p12"));
        others = TestCertificate.make(directory.resolve("others.p12"));
        health = new HealthStatusManager();
        health.setStatus("cart", ServingStatus.SERVING);
        health.setStatus("till", ServingStatus.NOT_SERVING);
        plain = builder().addService(health.getHealthService()).build().start();
        tls = builder()
                .sslContext(sslContext())
                .addService(health.getHealthService())
                .build()
                .start();
        withoutHealth = builder().build().start();
    }

    private static NettyServerBuilder builder() {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static JdkSslContext sslContext() throws Exception {
        return new JdkSslContext(
                certificate.serverContext(),
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2"),
                ClientAuth.NONE,
                null,
                false);
    }

    @AfterAll
    static void stop() {
        for (final Server server : List.of(plain, tls, withoutHealth)) {
            server.shutdownNow();
        }
    }

    @Test
    void aServiceThatServesIsGood() {
        Runs.good(plain("cart"), address(plain), "gRPC SERVING");
        Runs.good(plain(""), address(plain), "gRPC SERVING");
        Runs.good(secured(any(), "cart"), address(tls), "gRPC SERVING");
        Runs.good(secured(verified(certificate), ""), address(tls), "gRPC SERVING");
    }

    @Test
    void whatServesNotIsBad() {
        Runs.bad(plain("till"), address(plain), "gRPC NOT_SERVING, expected SERVING");
        Runs.bad(secured(any(), "till"), address(tls), "gRPC NOT_SERVING, expected SERVING");
        Runs.bad(plain("nobody"), address(plain), "gRPC status 5 NOT_FOUND");
        Runs.bad(plain("n".repeat(255)), address(plain), "gRPC status 5 NOT_FOUND");
        Runs.bad(plain(""), address(withoutHealth), "gRPC status 12 UNIMPLEMENTED");
    }

    @Test
    void whatIsNotThereIsBad() {
        Runs.bad(plain(""), Runs.nobody(), "no connection: Connection refused");
        Runs.bad(secured(verified(others), ""), address(tls), "TLS: ");
        Runs.bad(secured(any(), ""), address(plain), "");
        Runs.bad(plain(""), address(tls), "");
    }

    /** Hexadecimal frames: length 3 octets, type, flags, stream 4. */
    @ParameterizedTest
    @CsvSource({
        // RST_STREAM with REFUSED_STREAM
        "000004030000000001 00000007, reset the stream: REFUSED_STREAM",
        // GOAWAY, no stream done, with ENHANCE_YOUR_CALM
        "000008070000000000 00000000 0000000b, went away: ENHANCE_YOUR_CALM",
        // HEADERS, end of stream: :status 500
        "000001010500000001 8e, 'HTTP 500, expected 200'",
        // the same with :status 200 and nothing else
        "000001010500000001 88, answered without a grpc-status",
        // on a stream of its own choice
        "000001010500000003 88, on stream 3",
        // a header block that refers to an entry that is not there
        "000001010500000001 ff, not HTTP/2",
        // a frame of 16 MiB
        "ffffff000000000001, not HTTP/2",
        // CONTINUATION of nothing
        "000001090400000001 88, not HTTP/2",
        // grpc-status 0, and an empty message missing
        "000010010500000001 88 000b677270632d737461747573 0130, ends in the middle",
    })
    void misbehaviourIsNamed(final String frames, final String reason) {
        try (TcpServer server = answering(HexFormat.of().parseHex(SETTINGS + frames.replace(" ", "")))) {
            Runs.bad(plain(""), server.address(), reason);
        }
    }

    @Test
    void anOtherProtocolIsBad() {
        try (TcpServer server = TcpServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            Runs.bad(plain(""), server.address(), "gRPC: answered what is not HTTP/2");
        }
    }

    @Test
    void endlessFramesAreReadToABound() {
        final byte[] settings = HexFormat.of().parseHex(SETTINGS);
        endless(settings);
        endless(HexFormat.of().parseHex("00000806000000000000000000000000" + "00")); // PING
        endless(HexFormat.of().parseHex("00000101000000000188")); // HEADERS that do not end
        endless(HexFormat.of().parseHex("0000010000000000010a")); // DATA
    }

    private static void endless(final byte[] frame) {
        try (TcpServer server = new TcpServer(socket -> {
            while (true) {
                socket.getOutputStream().write(frame);
            }
        })) {
            Runs.bad(plain(""), server.address(), "");
        }
    }

    @Test
    void noiseIsBad() {
        final Random random = new Random(20261123);
        for (int i = 0; i < 200; i++) {
            final byte[] noise = new byte[random.nextInt(1, 4096)];
            random.nextBytes(noise);
            try (TcpServer server = answering(noise)) {
                Runs.bad(plain(""), server.address(), "");
            }
        }
    }

    @Test
    void silenceLastsNoLongerThanTheRun() throws InterruptedException {
        try (TcpServer server = TcpServer.silent()) {
            Runs.overdue(plain(""), server.address(), server::awaitConnection);
        }
    }

    /** Writes this, then closes in order once the check has. */
    private static TcpServer answering(final byte[] octets) {
        return new TcpServer(socket -> {
            socket.getOutputStream().write(octets);
            socket.shutdownOutput();
            drain(socket.getInputStream());
        });
    }

    private static void drain(final InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static Check.Grpc plain(final String service) {
        return new Check.Grpc(service, Optional.empty(), Optional.empty());
    }

    private static Check.Grpc secured(final Tls tls, final String service) {
        return new Check.Grpc(service, Optional.of(tls), Optional.of("www.example.org"));
    }

    private static Tls any() {
        return new Tls(false, List.of(), Optional.empty());
    }

    private static Tls verified(final TestCertificate authority) {
        return new Tls(true, List.of(authority.certificate()), Optional.of("www.example.org"));
    }

    private static InetSocketAddress address(final Server server) {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }
}
