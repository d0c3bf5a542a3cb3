package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpProbeTest {
    @ParameterizedTest
    @CsvSource({"200, true", "204, true", "301, false", "404, false", "500, false"})
    void aRealServersStatusDecides(final int status, final boolean isGood) throws Exception {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            final Check check = check(new StatusSet(List.of(new StatusSet.Range(200, 299))), Optional.empty());
            if (isGood) {
                Runs.good(check, server.getAddress(), "HTTP " + status);
            } else {
                Runs.bad(check, server.getAddress(), "HTTP %d, expected 200-299".formatted(status));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRealServersChunkedBodyIsMatchedAsOne() throws Exception {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("all sys".getBytes(StandardCharsets.UTF_8));
                body.flush();
                body.write("tems go".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        try {
            Runs.good(wanting("systems"), server.getAddress(), "HTTP 200");
            Runs.bad(wanting("lunch"), server.getAddress(), "body 'all systems go', expected 'lunch' in it");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theRequestIsWhatWasConfigured() throws Exception {
        final CompletableFuture<String> request = new CompletableFuture<>();
        try (TcpServer server = new TcpServer(socket -> {
            request.complete(TcpServer.readRequest(socket));
            TcpServer.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            final Check check = new Check.Http(
                    "/a?b=c",
                    Optional.empty(),
                    new StatusSet(List.of(new StatusSet.Range(200, 204))),
                    Optional.empty(),
                    Optional.of("www.example.org"),
                    Map.of("X-Check", "1"));
            Runs.good(check, server.address(), "HTTP 204");
        }
        assertEquals("""
                GET /a?b=c HTTP/1.1
                Host: www.example.org
                User-Agent: guideway-health
                Accept: */*
                Connection: close
                X-Check: 1

                """.replace("\n", "\r\n"), request.join());
    }

    @Test
    void withoutAHostTheBackendsAddressIsNamed() {
        final CompletableFuture<String> request = new CompletableFuture<>();
        try (TcpServer server = new TcpServer(socket -> {
            request.complete(TcpServer.readRequest(socket));
            TcpServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            Runs.good(plain(), server.address(), "HTTP 200");
            assertTrue(request.join()
                    .contains("Host: 127.0.0.1:" + server.address().getPort() + "\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody until closed",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\n\r\n",
            })
    void theseAreGood(final String response) {
        try (TcpServer server = TcpServer.answering(response)) {
            Runs.good(plain(), server.address(), "HTTP 200");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                              | closed the connection before its answer was whole",
                "HTTP/1.1 200 O                                  | closed the connection in the middle of 'HTTP/1.1 200 O'",
                "HTTP/1.1 200 OK~Content-                        | closed the connection in the middle of 'Content-'",
                "HTTP/1.1 200 OK~Content-Length: 9~~half         | closed the connection after 4 octets of its body",
                "HTTP/1.1 200 OK~Content-Length: -1~~            | a Content-Length that is no number: '-1'",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~ | a chunk without a size: 'zz'",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~9~a | closed the connection after 1 octets of its body",
                "HTTP/2 200~~                                    | answered what is not HTTP: 'HTTP/2 200'",
                "HTTP/1.1 2000 OK~~                              | answered what is not HTTP",
                "220 mail.example.org ESMTP~                     | answered what is not HTTP: '220 mail.example.org ESMTP'",
            })
    void theseAreBadAndSayWhy(final String response, final String reason) {
        try (TcpServer server = TcpServer.answering(response.replace("~", "\r\n"))) {
            Runs.bad(plain(), server.address(), reason);
        }
    }

    @Test
    void nobodyThereIsBad() {
        Runs.bad(plain(), Runs.nobody(), "no connection: Connection refused");
    }

    @Test
    void aLineWithoutEndIsReadToItsBound() {
        assertEndlessIsBad("", "a", "answered a line longer than 8 KiB: 'aaaa");
    }

    @Test
    void headersWithoutEndAreReadToTheirBound() {
        assertEndlessIsBad("HTTP/1.1 200 OK\r\n", "A: b\r\n", "answered more than a check reads");
    }

    @Test
    void interimAnswersWithoutEndAreReadToTheirBound() {
        assertEndlessIsBad("", "HTTP/1.1 100 Continue\r\n\r\n", "answered more than a check reads");
    }

    @Test
    void chunksOfNothingButFramesAreReadToTheirBound() {
        final String frame = "1;" + "x".repeat(1000) + "\r\na\r\n";
        assertEndlessIsBad(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", frame, "answered more than a check reads");
    }

    private static void assertEndlessIsBad(final String begin, final String forEver, final String reason) {
        try (TcpServer server = endless(begin, forEver)) {
            Runs.bad(plain(), server.address(), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 999999999999\r\n"})
    void ofAnEndlessBodyTheBeginningIsEnough(final String header) {
        try (TcpServer server = endless("HTTP/1.1 200 OK\r\n" + header + "\r\n", "x")) {
            Runs.good(plain(), server.address(), "HTTP 200");
            Runs.bad(wanting("y"), server.address(), "expected 'y' in it");
        }
    }

    @Test
    void endlessChunksAreReadToTheirBoundToo() {
        try (TcpServer server = endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n")) {
            Runs.good(plain(), server.address(), "HTTP 200");
        }
    }

    private static TcpServer endless(final String begin, final String forEver) {
        return new TcpServer(socket -> {
            TcpServer.readRequest(socket);
            TcpServer.write(socket, begin);
            final String block = forEver.repeat(Math.max(1, 1000 / forEver.length()));
            while (!socket.isClosed()) {
                TcpServer.write(socket, block);
            }
        });
    }

    @Test
    void aServerThatSaysNothingIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (TcpServer server = TcpServer.silent()) {
            Runs.overdue(plain(), server.address(), server::awaitConnection);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (TcpServer server = new TcpServer(socket -> {
            TcpServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
            TcpServer.readRequest(socket);
            socket.getInputStream().read();
        })) {
            Runs.overdue(plain(), server.address(), server::awaitConnection);
        }
    }

    @Test
    void aServerThatDripsIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (TcpServer server = new TcpServer(socket -> {
            TcpServer.write(socket, "HTTP/1.1 200 OK\r\nX: ");
            while (!socket.isClosed()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                TcpServer.write(socket, "x");
            }
        })) {
            Runs.overdue(plain(), server.address(), server::awaitConnection);
        }
    }

    @Test
    void whatTheServerSaysIsShownWithoutControlCharacters() {
        try (TcpServer server = TcpServer.answering("\u001b[31m\u0007" + "é".repeat(100) + "\r\n")) {
            Runs.bad(plain(), server.address(), "answered what is not HTTP: '?[31m????");
        }
    }

    private static Check plain() {
        return check(StatusSet.OK, Optional.empty());
    }

    private static Check wanting(final String body) {
        return check(StatusSet.OK, Optional.of(body));
    }

    private static Check check(final StatusSet statuses, final Optional<String> body) {
        return new Check.Http("/healthz", Optional.empty(), statuses, body, Optional.empty(), Map.of());
    }
}
