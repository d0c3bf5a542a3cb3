package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.ApiListener;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, with certificates of the day. */
class TcpTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String PASSWORD = "secret";

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;
    private Path token;
    private KeyStore keys;

    @BeforeEach
    void makeFiles() throws Exception {
        keys = keys("a.p12");
        certificate =
                pem("certificate.pem", "CERTIFICATE", keys.getCertificate("api").getEncoded());
        key = pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("api", PASSWORD.toCharArray()).getEncoded());
        token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whoHasTheTokenIsServed() throws Exception {
        try (ApiServer server = server()) {
            final HttpResponse<String> fine = get(server, "Bearer " + TOKEN);
            assertEquals(200, fine.statusCode());
            assertTrue(fine.body().contains("lb-1"), fine::body);
        }
    }

    @Test
    void whoHasItNotIsNot() throws Exception {
        try (ApiServer server = server()) {
            for (final String word : new String[] {"Bearer " + TOKEN + "0", "Bearer ", "Basic " + TOKEN, TOKEN}) {
                final HttpResponse<String> refused = get(server, word);
                assertEquals(401, refused.statusCode(), word);
                assertEquals(
                        "Bearer realm=\"guideway\"",
                        refused.headers().firstValue("WWW-Authenticate").orElse(""));
                assertEquals(
                        "application/problem+json",
                        refused.headers().firstValue("Content-Type").orElse(""));
            }
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        assertRefused("holds no certificate", Files.writeString(directory.resolve("empty"), ""), key, token);
        assertRefused("openssl pkcs8", certificate, certificate, token);
        assertRefused("absent", certificate, directory.resolve("absent"), token);
        final Path other = pem(
                "other.pem",
                "PRIVATE KEY",
                keys("b.p12").getKey("api", PASSWORD.toCharArray()).getEncoded());
        assertRefused("is not that of the certificate", certificate, other, token);
        final Path brief = Files.writeString(directory.resolve("brief"), "abc");
        Files.setPosixFilePermissions(brief, PosixFilePermissions.fromString("rw-------"));
        assertRefused("must have 16", certificate, key, brief);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("chmod o-r", certificate, key, token);
    }

    private void assertRefused(
            final String named, final Path withCertificate, final Path withKey, final Path withToken) {
        final IOException refused = assertThrows(
                IOException.class,
                () -> server(withCertificate, withKey, withToken).close());
        assertTrue(refused.getMessage().contains(named), refused::getMessage);
        assertFalse(Files.exists(directory.resolve("a.sock")));
    }

    private ApiServer server() throws IOException {
        return server(certificate, key, token);
    }

    private ApiServer server(final Path withCertificate, final Path withKey, final Path withToken) throws IOException {
        return new ApiServer(
                new MemoryNode(),
                () -> "",
                directory.resolve("a.sock"),
                Optional.of(new ApiListener(IpAddress.parse("127.0.0.1"), 0, withCertificate, withKey, withToken)),
                line -> {});
    }

    private HttpResponse<String> get(final ApiServer server, final String authorization) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            final URI uri = URI.create("https://127.0.0.1:%d/v1/status".formatted(server.port()));
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", authorization)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private SSLContext trusting() throws GeneralSecurityException, IOException {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", keys.getCertificate("api"));
        final TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys(final String file) throws Exception {
        final Path store = directory.resolve(file);
        final Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=node",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        final String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(final String file, final String what, final byte[] octets) throws IOException {
        return Files.writeString(
                directory.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(octets), what));
    }
}
