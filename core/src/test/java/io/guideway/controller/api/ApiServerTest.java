package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Outcome;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    private static final String BACKEND = "/v1/services/web/backends/10.0.1.1";

    @TempDir
    private Path directory;

    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(directory.resolve("lb-1.sock"));
    }

    @AfterEach
    void end() throws IOException {
        api.close();
    }

    @Test
    void statusIsTheNodeAndCanBeReadBack() throws IOException {
        final HttpOverSocket.Reply reply = get("/v1/status");
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.header("Content-Type"));
        assertEquals("lb-1", reply.json().path("node").stringValue());
        assertTrue(reply.json().path("forwarder").path("connected").booleanValue());
        assertEquals(
                "10.0.1.1", reply.json().at("/services/0/backends/0/backend").stringValue());
        assertEquals(MemoryNode.sample(), ApiJson.mapper().readValue(reply.body(), NodeStatus.class));
    }

    @Test
    void servicesAndBackendsAreResources() throws IOException {
        assertEquals(2, get("/v1/services").json().path("services").size());
        assertEquals(80, get("/v1/services/web").json().path("port").intValue());
        assertEquals(4, get("/v1/services/web/backends").json().path("backends").size());
        assertEquals("up", get(BACKEND).json().path("health").stringValue());
        assertProblem(404, "no service 'wbe'", get("/v1/services/wbe"));
        assertProblem(404, "no backend 10.0.9.9", get("/v1/services/web/backends/10.0.9.9"));
        assertProblem(400, "'ten' is not an IP address", get("/v1/services/web/backends/ten"));
    }

    @Test
    void headIsGetWithoutItsBody() throws IOException {
        final HttpOverSocket.Reply reply = HttpOverSocket.send(api.socket(), "HEAD", "/v1/status");
        assertEquals(200, reply.status());
        assertEquals("", reply.body());
    }

    @Test
    void changesArriveAsTheyWereSent() throws IOException {
        final IpAddress backend = IpAddress.parse("10.0.1.1");
        send("PUT", BACKEND, "{\"weight\": 3}");
        send("PATCH", BACKEND, "{\"weight\": 0}");
        send("PATCH", BACKEND, "{\"state\": \"forced\"}");
        HttpOverSocket.send(api.socket(), "DELETE", BACKEND);
        send("PUT", "/v1/services/web", "{\"vip\": \"203.0.113.1\"}");
        HttpOverSocket.send(api.socket(), "PUT", "/v1/services/web", "application/yaml", "vip: 203.0.113.1");
        HttpOverSocket.send(api.socket(), "DELETE", "/v1/services/web");
        assertEquals(
                List.of(
                        wanted(new Change.PutBackend("web", backend, 3)),
                        wanted(new Change.SetWeight("web", backend, 0)),
                        wanted(new Change.SetState("web", backend, AdminState.FORCED)),
                        wanted(new Change.RemoveBackend("web", backend)),
                        wanted(new Change.PutService("web", "{\"vip\": \"203.0.113.1\"}")),
                        wanted(new Change.PutService("web", "vip: 203.0.113.1")),
                        wanted(new Change.RemoveService("web"))),
                api.node().asked());
    }

    @Test
    void aDryRunIsOne() throws IOException {
        final HttpOverSocket.Reply reply = send("PUT", BACKEND + "?dry-run=true", "{\"weight\": 3}");
        assertEquals("dry-run", reply.json().path("reach").stringValue());
        HttpOverSocket.send(api.socket(), "POST", "/v1/reload?dry-run=true");
        HttpOverSocket.send(api.socket(), "POST", "/v1/save?dry-run=false");
        assertEquals(
                List.of(
                        new MemoryNode.Wanted(new Change.PutBackend("web", IpAddress.parse("10.0.1.1"), 3), true),
                        new MemoryNode.Asked("reload", true),
                        new MemoryNode.Asked("save", false)),
                api.node().asked());
    }

    @Test
    void whatWaitsIsAccepted() throws IOException {
        api.node().reach(Outcome.Reach.WAITING);
        assertEquals(
                202, HttpOverSocket.send(api.socket(), "POST", "/v1/reload").status());
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb,a/b", "%E2%82%AC%20%25,€ %", "x;y=z,x;y=z", "%2e%2e,..", "+,+", "%5Bx%5D%5C%3F,[x]\\?"})
    void namesMayHoldAnything(final String encoded, final String name) throws IOException {
        assertEquals(
                200,
                HttpOverSocket.send(api.socket(), "DELETE", "/v1/services/" + encoded)
                        .status());
        assertEquals(List.of(wanted(new Change.RemoveService(name))), api.node().asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"weight\": 1",
                "{\"weight\": 1} x",
                "[1]",
                "{\"weight\": 1, \"weight\": 2}",
                "{\"weight\": 1.5}",
                "",
                "{\"weight\": \"1\"}",
                "{\"weight\": 99999999999}",
                "{\"wieght\": 1}",
                "{}",
                "{\"weight\": 1, \"state\": \"up\"}",
                "{\"state\": \"up\"}",
                "{\"state\": 1}",
                "null"
            })
    void aBadBodyIsABadRequestAndChangesNothing(final String body) throws IOException {
        assertProblem(400, "", send("PATCH", BACKEND, body));
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void whatNobodyKnowsIsRefusedByName() throws IOException {
        assertProblem(404, "/v1/nothing", get("/v1/nothing"));
        assertProblem(404, "", get("/"));
        assertProblem(400, "", get("/v1/services/%zz"));
        assertProblem(400, "dryrun", HttpOverSocket.send(api.socket(), "DELETE", BACKEND + "?dryrun=true"));
        assertProblem(400, "dry-run is 'yes'", HttpOverSocket.send(api.socket(), "DELETE", BACKEND + "?dry-run=yes"));
        assertProblem(
                400, "dry-run", HttpOverSocket.send(api.socket(), "DELETE", BACKEND + "?dry-run=true&dry-run=false"));
        assertProblem(400, "takes no body", send("POST", "/v1/reload", "{}"));
        assertProblem(415, "text/plain", HttpOverSocket.send(api.socket(), "PUT", BACKEND, "text/plain", "{}"));
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void anotherMethodIsToldWhichThereAre() throws IOException {
        final HttpOverSocket.Reply reply = HttpOverSocket.send(api.socket(), "POST", BACKEND);
        assertProblem(405, "POST", reply);
        assertEquals("GET, HEAD, PUT, PATCH, DELETE", reply.header("Allow"));
        assertProblem(405, "", HttpOverSocket.send(api.socket(), "BREW", "/v1/status"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,404,not-found",
        "INVALID,422,invalid",
        "CONFLICT,409,conflict",
        "NOT_CARRIED_OUT,503,not-carried-out"
    })
    void aRefusalSaysEverythingThatIsWrong(final Kind kind, final int status, final String type) throws IOException {
        api.node().refuse(kind, "this is wrong", "that is wrong");
        final HttpOverSocket.Reply reply = HttpOverSocket.send(api.socket(), "POST", "/v1/reload");
        assertProblem(status, "this is wrong; that is wrong", reply);
        assertEquals("urn:guideway:problem:" + type, reply.json().path("type").stringValue());
        assertEquals(2, reply.json().path("problems").size());
        assertEquals("/v1/reload", reply.json().path("instance").stringValue());
    }

    @Test
    void aFaultOfOursIsLoggedAndNotTold() throws IOException {
        api.node().become(null);
        assertProblem(500, "a fault in the program itself", get("/v1/services"));
        assertTrue(api.log().getFirst().contains("NullPointerException"), api.log()::toString);
    }

    @Test
    void bodiesAndHeadersAreBounded() throws IOException {
        final String large = "x".repeat(ApiHandler.LARGEST_BODY + 1);
        assertProblem(413, "1048576", send("PUT", "/v1/services/web", large));
        final String chunked = "PUT /v1/services/web HTTP/1.1\r\nHost: n\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(large.length(), large);
        assertProblem(413, "1048576", HttpOverSocket.exchange(api.socket(), chunked));
        final String header = "GET /v1/status HTTP/1.1\r\nHost: n\r\nX: %s\r\n\r\n".formatted("y".repeat(10_000));
        assertProblem(431, "", HttpOverSocket.exchange(api.socket(), header));
        assertProblem(400, "", HttpOverSocket.exchange(api.socket(), "GET /v1/status HTTP/1.1\r\n\r\n"));
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void metricsAreWhatTheyAre() throws IOException {
        final HttpOverSocket.Reply reply = get("/v1/metrics");
        assertEquals("guideway_up 1\n", reply.body());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                reply.header("Content-Type").toLowerCase());
    }

    @Test
    void theSocketIsForItsOwnerAndGroupAlone() throws IOException {
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(api.socket())));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(api.socket()), files.toList());
        }
    }

    @Test
    void aLiveSocketIsLeftAlone() throws IOException {
        final IOException refused = assertThrows(IOException.class, () -> new RunningApi(api.socket()));
        assertTrue(refused.getMessage().contains("another node listens at " + api.socket()), refused::getMessage);
        assertEquals(200, get("/v1/status").status());
    }

    @Test
    void aDeadSocketIsTakenOver() throws IOException {
        final Path place = directory.resolve("dead.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(place))
                .close();
        assertTrue(Files.exists(place));
        try (RunningApi other = new RunningApi(place)) {
            assertEquals(
                    200,
                    HttpOverSocket.send(other.socket(), "GET", "/v1/status").status());
        }
        assertFalse(Files.exists(place));
    }

    @Test
    void somethingElseIsNeverRemoved() throws IOException {
        final Path file = Files.writeString(directory.resolve("letter"), "dear");
        final IOException refused = assertThrows(IOException.class, () -> new RunningApi(file));
        assertTrue(refused.getMessage().contains("is no socket"), refused::getMessage);
        assertEquals("dear", Files.readString(file));
    }

    @Test
    void aPlaceThatCannotBeIsNamedWithARemedy() {
        final Path absent = directory.resolve("absent").resolve("a.sock");
        assertTrue(assertThrows(IOException.class, () -> new RunningApi(absent))
                .getMessage()
                .contains("name another place with --api"));
        final Path far = directory.resolve("x".repeat(120));
        assertTrue(assertThrows(IOException.class, () -> new RunningApi(far.resolve("a.sock")))
                        .getMessage()
                != null);
    }

    private HttpOverSocket.Reply get(final String path) throws IOException {
        return HttpOverSocket.send(api.socket(), "GET", path);
    }

    private HttpOverSocket.Reply send(final String method, final String path, final String json) throws IOException {
        return HttpOverSocket.send(api.socket(), method, path, json);
    }

    private static MemoryNode.Wanted wanted(final Change change) {
        return new MemoryNode.Wanted(change, false);
    }

    private static void assertProblem(final int status, final String named, final HttpOverSocket.Reply reply) {
        assertEquals(status, reply.status(), reply::body);
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals(status, reply.json().path("status").intValue());
        final String detail = reply.json().path("detail").stringValue();
        assertTrue(detail.contains(named), detail);
    }
}
