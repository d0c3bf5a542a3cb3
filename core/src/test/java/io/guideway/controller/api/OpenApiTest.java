package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API says what the API does. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @TempDir
    private Path directory;

    private RunningApi api;
    private JsonNode description;

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(directory.resolve("a.sock"));
        try (InputStream stream = ApiServer.class.getResourceAsStream("openapi.json")) {
            description = JsonMapper.shared().readTree(stream);
        }
    }

    @AfterEach
    void end() throws IOException {
        api.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        final Set<String> described = new TreeSet<>();
        for (final String path : description.path("paths").propertyNames()) {
            for (final String method : description.path("paths").path(path).propertyNames()) {
                if (METHODS.contains(method)) {
                    described.add(method.toUpperCase() + " " + path);
                }
            }
        }
        final Set<String> served = new TreeSet<>();
        new Resources(api.node(), () -> "")
                .routes()
                .forEach(route -> served.add(route.method() + " " + route.template()));
        assertEquals(served, described);
    }

    @Test
    void itServesItsOwnDescription() throws IOException {
        assertEquals(
                description,
                HttpOverSocket.send(api.socket(), "GET", "/v1/openapi.json").json());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/status,/v1/status,",
        "GET,/v1/drops,/v1/drops,",
        "GET,/v1/capture,/v1/capture,",
        "GET,/v1/services,/v1/services,",
        "GET,/v1/services/{service},/v1/services/web,",
        "GET,/v1/services/{service}/backends,/v1/services/web/backends,",
        "GET,/v1/services/{service}/backends/{backend},/v1/services/web/backends/10.0.1.2,",
        "GET,/v1/services/{service}/table,/v1/services/web/table,",
        "GET,/v1/services/{service}/slots,/v1/services/web/slots,",
        "PUT,/v1/services/{service},/v1/services/web,{}",
        "DELETE,/v1/services/{service},/v1/services/web,",
        "PUT,/v1/services/{service}/backends/{backend},/v1/services/web/backends/10.0.1.2,{\"weight\": 1}",
        "PATCH,/v1/services/{service}/backends/{backend},/v1/services/web/backends/10.0.1.2,{\"weight\": 1}",
        "DELETE,/v1/services/{service}/backends/{backend},/v1/services/web/backends/10.0.1.2,",
        "POST,/v1/reload,/v1/reload,",
        "POST,/v1/save,/v1/save,"
    })
    void answersLookAsDescribed(final String method, final String template, final String path, final String body)
            throws IOException {
        assertDescribed(method, template, send(method, path, body), "200");
        if (!method.equals("GET")) {
            api.node().reach(Outcome.Reach.WAITING);
            final HttpOverSocket.Reply waiting = send(method, path, body);
            assertDescribed(method, template, waiting, Integer.toString(waiting.status()));
            api.node().refuse(Kind.INVALID, "wrong");
            final HttpOverSocket.Reply refused = send(method, path, body);
            assertEquals(422, refused.status());
            assertDescribed(method, template, refused, "default");
        }
    }

    @Test
    void anExplanationLooksAsDescribed() throws IOException {
        final String flow =
                "{\"protocol\": \"tcp\", \"source\": \"192.0.2.1:1\", \"destination\": \"203.0.113.10:80\"}";
        assertDescribed("POST", "/v1/explain", send("POST", "/v1/explain", flow), "200");
        for (final String senseless :
                List.of("{}", "{\"packet\": \"0\"}", flow.replace("}", ", \"packet\": \"00\"}"))) {
            final HttpOverSocket.Reply refused = send("POST", "/v1/explain", senseless);
            assertEquals(422, refused.status(), refused::body);
            assertDescribed("POST", "/v1/explain", refused, "default");
        }
        assertEquals(400, send("POST", "/v1/explain", "{\"packet\": 7}").status());
        api.node().refuse(Kind.NOT_CARRIED_OUT, "nobody there");
        final HttpOverSocket.Reply nobody = send("POST", "/v1/explain", flow);
        assertEquals(503, nobody.status());
        assertDescribed("POST", "/v1/explain", nobody, "default");
    }

    @Test
    void aCaptureLooksAsDescribed() throws IOException {
        final String order =
                "{\"file\": \"/tmp/web.pcapng\", \"verdict\": \"no-backend\", \"source\": \"[2001:db8::1]:80\", \"count\": 5}";
        assertDescribed("POST", "/v1/capture", send("POST", "/v1/capture", order), "200");
        assertDescribed("DELETE", "/v1/capture", send("DELETE", "/v1/capture", null), "200");
        for (final String senseless : List.of(
                order.replace("no-backend", "good"),
                order.replace("/tmp/web.pcapng", ""),
                order.replace("2001:db8::1", "::"),
                order.replace("5", "0"))) {
            final HttpOverSocket.Reply refused = send("POST", "/v1/capture", senseless);
            assertEquals(422, refused.status(), refused::body);
            assertDescribed("POST", "/v1/capture", refused, "default");
        }
        assertEquals(400, send("POST", "/v1/capture", "{}").status());
        api.node().refuse(Kind.NOT_CARRIED_OUT, "nobody there");
        for (final String method : List.of("POST", "DELETE")) {
            final HttpOverSocket.Reply nobody = send(method, "/v1/capture", method.equals("POST") ? order : null);
            assertEquals(503, nobody.status());
            assertDescribed(method, "/v1/capture", nobody, "default");
        }
    }

    private HttpOverSocket.Reply send(final String method, final String path, final String body) throws IOException {
        return body == null
                ? HttpOverSocket.send(api.socket(), method, path)
                : HttpOverSocket.send(api.socket(), method, path, body);
    }

    private void assertDescribed(
            final String method, final String template, final HttpOverSocket.Reply reply, final String response) {
        final JsonNode schema = description
                .path("paths")
                .path(template)
                .path(method.toLowerCase())
                .path("responses")
                .path(response)
                .path("content")
                .path(reply.header("Content-Type"))
                .path("schema");
        assertTrue(schema.isObject(), reply::toString);
        final ObjectNode document = JsonMapper.shared().createObjectNode();
        document.setAll((ObjectNode) schema);
        document.set("components", description.path("components"));
        final List<Error> errors = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(document)
                .validate(reply.json());
        assertEquals(List.of(), errors, reply::body);
    }
}
