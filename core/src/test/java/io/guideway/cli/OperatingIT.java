package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command on a running node, and its API and metrics by curl. One node for all; each test leaves it as it was. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OperatingIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Pattern MOVED = Pattern.compile("  ~ web: ([0-9]+) of 65537 slots move; (.*)");

    @TempDir
    private static Path directory;

    private static OperatedProgram node;
    private static int metricsPort;
    private static int apiPort;

    @BeforeAll
    static void start() throws Exception {
        metricsPort = freePort();
        apiPort = freePort();
        certify();
        node = new OperatedProgram(
                directory,
                OperatedProgram.yaml((", metrics: \"127.0.0.1:%d\", api: {listen: \"127.0.0.1:%d\","
                                + " certificate: certificate.pem, key: key.pem, token: token}")
                        .formatted(metricsPort, apiPort)));
    }

    @AfterAll
    static void end() throws Exception {
        if (node != null) {
            assertEquals(0, node.program().end("TERM").exitCode());
            node.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void certify() throws Exception {
        final Program.Result openssl = Program.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=lb-1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-days",
                "2",
                "-keyout",
                directory.resolve("key.pem").toString(),
                "-out",
                directory.resolve("certificate.pem").toString()));
        assertEquals(0, openssl.exitCode(), openssl.err());
        final Path token = Files.writeString(directory.resolve("token"), TOKEN);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    /** The line of a difference that tells of web. */
    private static Matcher web(final String text) {
        final Matcher line = MOVED.matcher(text);
        assertTrue(line.find(), text);
        return line;
    }

    @Test
    void aDryRunChangesNothingAndTellsWhatThenReallyMoves() throws Exception {
        final JsonNode before = node.status();
        final String dry = node.fine("backend weight web 10.0.0.11 5 --dry-run");
        assertTrue(
                dry.startsWith("dry run, nothing is changed; it would be: 0 services added, 0 removed, 1 changed"),
                dry);
        assertEquals(before.get("forwarder"), node.status().get("forwarder"));
        assertEquals("enabled 1 1", OperatedProgram.backend(node.status(), "web", "10.0.0.11"));
        final String real = node.fine("backend weight web 10.0.0.11 5");
        assertEquals("10.0.0.11 weight 5, was 1", web(real).group(2));
        assertEquals(web(dry).group(1), web(real).group(1));
        node.program().await(real.substring(0, real.indexOf(',')) + ": ");
        assertEquals(
                web(real).group(1), web(node.program().await("  ~ web: ")).group(1), "the forwarder counts for itself");
        assertEquals("enabled 5 5", OperatedProgram.backend(node.status(), "web", "10.0.0.11"));
        node.fine("backend weight web 10.0.0.11 1");
        assertEquals(before.at("/forwarder/digest"), node.status().at("/forwarder/digest"));
    }

    @Test
    void backendsComeAndGoAndObeyTheOperatorsWord() throws Exception {
        assertTrue(node.fine("backend add web 10.0.0.14 --weight 3").contains("; + 10.0.0.14"));
        node.fine("backend drain web 10.0.0.12");
        node.fine("backend disable web 10.0.0.13");
        node.fine("backend enable web 10.0.0.14 --whatever-health");
        final JsonNode status = node.status();
        assertEquals("forced 3 3", OperatedProgram.backend(status, "web", "10.0.0.14"));
        assertEquals("draining 2 0", OperatedProgram.backend(status, "web", "10.0.0.12"));
        assertEquals("disabled 1 0", OperatedProgram.backend(status, "web", "10.0.0.13"));
        assertEquals(1, status.get("unsaved").intValue());
        assertTrue(node.fine("backend enable web 10.0.0.12").contains("; 10.0.0.12 weight 2, was 0"));
        node.fine("backend enable web 10.0.0.13");
        assertTrue(node.fine("backend remove web 10.0.0.14").contains("; - 10.0.0.14"));
        final JsonNode after = node.status();
        assertEquals("enabled 2 2", OperatedProgram.backend(after, "web", "10.0.0.12"));
        assertThrows(NoSuchElementException.class, () -> OperatedProgram.backend(after, "web", "10.0.0.14"));
        assertEquals(0, after.get("unsaved").intValue());
    }

    @Test
    void servicesComeAndGo() throws Exception {
        final String added = node.fine(
                "service add dns --vip 203.0.113.53 --protocol udp --port 53 --mode l2dsr --backend 10.0.0.11:4");
        assertTrue(added.contains("1 services added, 0 removed, 0 changed"), added);
        assertTrue(node.fine("service list").lines().anyMatch(line -> line.startsWith("dns ")));
        assertTrue(node.fine("backend list dns").contains("10.0.0.11"));
        assertTrue(node.refused(1, "service add mail --vip 203.0.113.53 --protocol udp --port 53 --mode l2dsr")
                .contains("dns"));
        assertTrue(node.fine("service remove dns").contains("0 services added, 1 removed, 0 changed"));
        assertTrue(node.refused(1, "service show dns").contains("dns"));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsReasonAndChangesNothing() throws Exception {
        final JsonNode before = node.status();
        assertTrue(node.refused(1, "backend weight web 10.0.0.99 1").contains("has no backend 10.0.0.99"));
        assertTrue(node.refused(1, "backend drain wep 10.0.0.11").contains("did you mean 'web'?"));
        assertTrue(node.refused(2, "backend weight web 10.0.0.12 2000000").contains("backends[1].weight"));
        assertTrue(node.refused(2, "backend add web 203.0.113.10").contains("is a VIP"));
        assertTrue(node.refused(2, "backend add web 10.0.0.999").contains("10.0.0.999"));
        final JsonNode after = node.status();
        assertEquals(before.get("forwarder"), after.get("forwarder"));
        assertEquals(before.get("services"), after.get("services"));
    }

    @Test
    void theFileComesIntoTheNodeAndTheNodeIntoTheFile() throws Exception {
        final String first = Files.readString(node.configuration);
        try {
            assertEquals(
                    "nothing changes, everything is so already",
                    node.fine("reload").strip());
            Files.writeString(
                    node.configuration, first.replace("{address: 10.0.0.13}", "{address: 10.0.0.13, weight: 9}"));
            assertTrue(node.fine("reload --dry-run").contains("; 10.0.0.13 weight 9, was 1"));
            assertEquals("enabled 1 1", OperatedProgram.backend(node.status(), "web", "10.0.0.13"));
            assertTrue(node.fine("reload").contains("; 10.0.0.13 weight 9, was 1"));

            final String good = Files.readString(node.configuration);
            Files.writeString(
                    node.configuration, good.replace("weight: 9", "weight: -9").replace("port: 80", "port: 80000"));
            final String problems = node.refused(2, "reload");
            assertTrue(problems.contains("services[0].port"), problems);
            assertTrue(problems.contains("services[0].backends[2].weight"), problems);
            assertEquals("enabled 9 9", OperatedProgram.backend(node.status(), "web", "10.0.0.13"));
            assertTrue(node.refused(1, "save").contains("reload it first"));
            Files.writeString(node.configuration, good);

            node.fine("backend weight web 10.0.0.12 7");
            node.fine("backend add web 10.0.0.14");
            assertTrue(node.fine("save").strip().endsWith("lb.yaml: services web"));
            final String saved = Files.readString(node.configuration);
            assertEquals(
                    good.replace("weight: 2} # the new one", "weight: 7} # the new one")
                            .replace("weight: 9}\n", "weight: 9}\n      - {address: 10.0.0.14, weight: 1}\n"),
                    saved);
            assertEquals(
                    "nothing changes, everything is so already",
                    node.fine("reload").strip());
            assertEquals(0, node.status().get("unsaved").intValue());
        } finally {
            Files.writeString(node.configuration, first);
            node.command("reload");
        }
    }

    @Test
    void theNodeIsSeenAsTextAndLive() throws Exception {
        final String status = node.fine("status");
        assertTrue(status.startsWith("node lb-1, version "), status);
        assertTrue(status.contains("forwarder: generation "), status);
        assertTrue(status.contains("203.0.113.10 tcp/80, l2dsr, 65537 slots, backends are not checked"), status);
        final String top = node.fine("top --once");
        assertTrue(top.contains("node lb-1"), top);
        assertTrue(top.contains("packets/s"), top);
        assertTrue(top.contains("  10.0.0.12"), top);
        top.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void curlGetsMetricsAndTheDescriptionOfTheApi() throws Exception {
        final String socket = node.socket().toString();
        final String overSocket =
                node.curl("--unix-socket", socket, "http://node/v1/metrics").out();
        final String overTcp =
                node.curl("http://127.0.0.1:%d/metrics".formatted(metricsPort)).out();
        for (final String metrics : new String[] {overSocket, overTcp}) {
            assertTrue(metrics.contains("# TYPE guideway_"), metrics);
            assertTrue(metrics.contains("service=\"web\""), metrics);
        }
        final JsonNode description = JsonMapper.shared()
                .readTree(node.curl("--unix-socket", socket, "http://node/v1/openapi.json")
                        .out());
        assertTrue(description.get("openapi").stringValue().startsWith("3.1"));
        assertTrue(
                description.get("paths").has("/v1/services/{service}"),
                () -> description.get("paths").toString());
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(node.socket())));
    }

    @Test
    void overTcpItTakesTlsAndTheToken() throws Exception {
        final String url = "https://127.0.0.1:%d/v1/status".formatted(apiPort);
        final String authority = directory.resolve("certificate.pem").toString();
        final Program.Result fine = node.curl("--cacert", authority, "--header", "Authorization: Bearer " + TOKEN, url);
        assertEquals(
                "lb-1", JsonMapper.shared().readTree(fine.out()).get("node").stringValue());
        final String status = "\n%{http_code} %{content_type}";
        assertTrue(node.curl("--cacert", authority, "--write-out", status, url)
                .out()
                .endsWith("\n401 application/problem+json"));
        final Program.Result other =
                node.curl("--cacert", authority, "--write-out", status, "--header", "Authorization: Bearer x", url);
        assertTrue(other.out().contains("\n401 "), other.out());
        assertFalse(node.curl("http://127.0.0.1:%d/v1/status".formatted(apiPort))
                .out()
                .contains("lb-1"));
        assertEquals(60, node.curl(url).exitCode(), "a certificate that nobody vouches for");
    }
}
