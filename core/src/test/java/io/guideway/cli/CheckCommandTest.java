package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final String GOOD = """
            node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
            dpdk:
              ports: [{id: 0, address: [10.0.0.2/24], neighbours: {10.0.0.11: "02:00:00:00:00:0b"}}]
              workers: [1]
            services:
              - {name: web, vip: 203.0.113.10, protocol: tcp, port: 80, mode: l2dsr, backends: [{address: 10.0.0.11}]}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aGoodFileIsOk() throws IOException {
        final Path file = file(GOOD);
        assertEquals(0, check(file.toString()));
        assertEquals("%s: ok (1 services, 1 backends)%n".formatted(file), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void warningsAreNoFailure() throws IOException {
        final Path file = file(GOOD.replace("port: 80", "port: 80, udp: move"));
        assertEquals(0, check(file.toString()));
        assertTrue(out.toString().contains(": ok ("));
        assertTrue(
                err.toString().startsWith("warning: " + file + ":6:66: services[0].udp: has no effect on TCP"),
                err::toString);
    }

    @Test
    void aSenselessFileIsTwo() throws IOException {
        final Path file = file(GOOD.replace("port: 80", "port: 80, table-size: 65536"));
        assertEquals(2, check(file.toString()));
        assertEquals(
                "%s:6:73: services[0].table-size: table size 65536 is not prime (value 65536); try 65537%n"
                        .formatted(file),
                err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aMissingFileIsOne() {
        assertEquals(1, check(directory.resolve("none.yaml").toString()));
        assertTrue(err.toString().contains("none.yaml: there is no such file"), err::toString);
    }

    @Test
    void jsonSaysThatAFileIsOk() throws IOException {
        final Path file = file(GOOD.replace("port: 80", "port: 80, udp: move"));
        assertEquals(0, check("--json", file.toString()));
        final JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertEquals(file.toString(), report.path("file").asString());
        assertTrue(report.path("ok").booleanValue());
        assertEquals(0, report.path("exitCode").intValue());
        assertEquals(0, report.path("errors").size());
        assertEquals(
                "services[0].udp", report.path("warnings").path(0).path("path").asString());
    }

    @Test
    void jsonSaysWhatIsWrong() throws IOException {
        assertEquals(
                2,
                check(
                        "--json",
                        file(GOOD.replace("10.0.0.11}]", "10.0.0.11, wieght: 2}]"))
                                .toString()));
        final JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertFalse(report.path("ok").booleanValue());
        assertEquals(2, report.path("exitCode").intValue());
        assertEquals(1, report.path("errors").size());
        final JsonNode error = report.path("errors").path(0);
        assertEquals(6, error.path("line").intValue());
        assertTrue(error.path("column").intValue() > 0);
        assertEquals("services[0].backends[0].wieght", error.path("path").asString());
        assertEquals("wieght", error.path("value").asString());
        assertEquals("unknown key", error.path("message").asString());
        assertEquals("did you mean 'weight'?", error.path("remedy").asString());
        assertEquals("", err.toString());
    }

    @Test
    void jsonHasNullWhereNothingStands() {
        assertEquals(1, check("--json", directory.resolve("none.yaml").toString()));
        final JsonNode error =
                JsonMapper.shared().readTree(out.toString()).path("errors").path(0);
        assertTrue(error.path("value").isNull());
        assertEquals(0, error.path("line").intValue());
    }

    private Path file(final String yaml) throws IOException {
        return Files.writeString(directory.resolve("lb.yaml"), yaml);
    }

    private int check(final String... arguments) {
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
