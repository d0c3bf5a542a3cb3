package io.guideway.cli.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.api.MemoryNode;
import io.guideway.controller.api.RunningApi;
import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.Outcome;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands against a real server over a real socket. */
class CommandsTest {
    private static final IpAddress BACKEND = IpAddress.parse("10.0.1.1");

    @TempDir
    private Path directory;

    private RunningApi api;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(
            name = "guideway",
            subcommands = {
                StatusCommand.class,
                TopCommand.class,
                ServiceCommand.class,
                BackendCommand.class,
                ReloadCommand.class,
                SaveCommand.class
            })
    private static final class Program {}

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(directory.resolve("lb-1.sock"));
    }

    @AfterEach
    void end() throws IOException {
        api.close();
    }

    @Test
    void everyWordOnABackendArrives() {
        run("backend add web 10.0.1.1 --weight 5");
        run("backend add web 10.0.1.1");
        run("backend weight web 10.0.1.1 0");
        run("backend drain web 10.0.1.1");
        run("backend disable web 10.0.1.1");
        run("backend enable web 10.0.1.1");
        run("backend enable web 10.0.1.1 --whatever-health");
        run("backend remove web 10.0.1.1");
        assertEquals(
                List.of(
                        wanted(new Change.PutBackend("web", BACKEND, 5)),
                        wanted(new Change.PutBackend("web", BACKEND, 1)),
                        wanted(new Change.SetWeight("web", BACKEND, 0)),
                        wanted(new Change.SetState("web", BACKEND, AdminState.DRAINING)),
                        wanted(new Change.SetState("web", BACKEND, AdminState.DISABLED)),
                        wanted(new Change.SetState("web", BACKEND, AdminState.ENABLED)),
                        wanted(new Change.SetState("web", BACKEND, AdminState.FORCED)),
                        wanted(new Change.RemoveBackend("web", BACKEND))),
                api.node().asked());
        assertEquals("", err.toString().replaceAll("warning: mind the gap\n", ""));
    }

    @Test
    void aServiceIsAddedByItsOptions() {
        assertEquals(
                0,
                execute(
                        "service",
                        "add",
                        "a/b %",
                        "--vip",
                        "2001:db8::1",
                        "--protocol",
                        "tcp",
                        "--port",
                        "80",
                        "--mode",
                        "ipip",
                        "--backend",
                        "10.0.1.1:3",
                        "--backend",
                        "fd00::1",
                        "--backend",
                        "[fd00::2]:0"));
        final MemoryNode.Wanted wanted = (MemoryNode.Wanted) api.node().asked().getFirst();
        final Change.PutService put = (Change.PutService) wanted.change();
        assertEquals("a/b %", put.service());
        final JsonNode definition = JsonMapper.shared().readTree(put.definition());
        assertEquals("2001:db8::1", definition.path("vip").stringValue());
        assertEquals(80, definition.path("port").intValue());
        assertEquals(
                "[{\"address\":\"10.0.1.1\",\"weight\":3},{\"address\":\"fd00::1\",\"weight\":1},{\"address\":\"fd00::2\",\"weight\":0}]",
                definition.path("backends").toString());
    }

    @Test
    void aServiceIsAddedByAFile() throws IOException {
        final Path yaml = Files.writeString(directory.resolve("web.yaml"), "vip: 203.0.113.1\n");
        assertEquals(0, execute("service", "add", "web", "-f", yaml.toString()));
        final Path json = Files.writeString(directory.resolve("web.json"), "{\"vip\": \"203.0.113.1\"}");
        assertEquals(0, execute("service", "add", "web", "-f", json.toString(), "--dry-run"));
        assertEquals(
                List.of(
                        wanted(new Change.PutService("web", "vip: 203.0.113.1\n")),
                        new MemoryNode.Wanted(new Change.PutService("web", "{\"vip\": \"203.0.113.1\"}"), true)),
                api.node().asked());
    }

    @Test
    void aChangeTellsTheDifference() {
        run("service remove web");
        assertEquals("""
                generation 7, adopted by every worker: 0 services added, 0 removed, 1 changed
                  ~ web: 21845 of 65537 slots move; 10.0.1.1 weight 2, was 1; + 10.0.1.3; - fd00::2
                """, out.toString());
        assertEquals("warning: mind the gap\n", err.toString());
    }

    @Test
    void theLastDropsSayWhatTheyWere() {
        run("status --drops");
        final List<String> lines = out.toString().lines().toList();
        assertEquals("not-ours: 1,234 packets", lines.get(0));
        assertEquals("  No service has its destination address as VIP.", lines.get(1));
        assertEquals(
                "  2026-01-01T00:00:00Z, CPU 2, 99 octets: 02:00:00:00:00:01 > 02:00:00:00:00:02"
                        + " | IPv4 192.0.2.1 > 192.0.2.2, TTL 64, 28 octets, don't fragment | UDP 1 > 2, 8 octets",
                lines.get(2));
        assertTrue(lines.get(3).startsWith("    02000000000202000000000108004500001c1234"), lines.get(3));
        assertEquals(4, lines.size());
    }

    @Test
    void aDryRunSaysSo() {
        run("reload --dry-run");
        assertTrue(out.toString().startsWith("dry run, nothing is changed; it would be: 0 services added"));
        run("save --dry-run");
        assertTrue(out.toString().endsWith("/etc/guideway/lb.yaml: services web\n"));
        assertEquals(
                List.of(new MemoryNode.Asked("reload", true), new MemoryNode.Asked("save", true)),
                api.node().asked());
    }

    @Test
    void whatWaitsOrWasSoSaysSo() {
        api.node().reach(Outcome.Reach.WAITING);
        run("reload");
        assertTrue(out.toString().startsWith("kept, and done as soon as there is a forwarder: "), out::toString);
        out.getBuffer().setLength(0);
        api.node().reach(Outcome.Reach.UNCHANGED);
        run("reload");
        assertEquals("nothing changes, everything is so already\n", out.toString());
    }

    @Test
    void showingTakesWhatTheNodeHas() {
        run("status");
        assertTrue(out.toString().startsWith("node lb-1, version 0.1.0, controller up "), out::toString);
        assertTrue(out.toString().contains("HTTP 500, expected 200"), out::toString);
        out.getBuffer().setLength(0);
        run("service list");
        assertEquals("""
                service              VIP                                       mode     up    of
                web                  203.0.113.10 tcp/80                       ipip      2     4
                dns                  2001:db8::53 udp/53                       l2dsr     0     0
                """, out.toString());
        run("service show web");
        run("backend list web");
        assertEquals(List.of(), api.node().asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "top --once",
                "service list",
                "service show web",
                "backend list web",
                "reload",
                "save",
                "backend drain web 10.0.1.1"
            })
    void jsonIsTheAnswerOfTheApi(final String command) {
        run(command + " --json");
        assertTrue(JsonMapper.shared().readTree(out.toString()).isObject(), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void topWithoutATerminalPrintsOnePicture() {
        run("top");
        assertTrue(out.toString().contains("forwarder: generation 6, current"), out::toString);
        assertTrue(out.toString().contains("203.0.113.10 tcp/80"), out::toString);
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,1", "CONFLICT,1", "NOT_CARRIED_OUT,1", "INVALID,2"})
    void aRefusalIsPrintedPlainly(final Kind kind, final int exitCode) {
        api.node().refuse(kind, "this is wrong", "that is \u001b[31m wrong");
        assertEquals(exitCode, execute("backend", "drain", "web", "10.0.1.1"));
        assertEquals("guideway: this is wrong\nguideway: that is ?[31m wrong\n", err.toString());
        assertEquals("", out.toString());
        out.getBuffer().setLength(0);
        assertEquals(exitCode, execute("backend", "drain", "web", "10.0.1.1", "--json"));
        assertEquals(
                kind.name().toLowerCase().replace('_', '-'),
                JsonMapper.shared()
                        .readTree(out.toString())
                        .path("type")
                        .stringValue()
                        .replaceAll(".*:", ""));
    }

    @Test
    void wrongUseAsksNobody() {
        assertEquals(2, execute("service", "add", "web", "--vip", "203.0.113.1"));
        assertEquals(2, execute("service", "add", "web", "--vip", "203.0.113.1", "-f", "x.yaml"));
        assertEquals(2, execute("backend", "drain", "web", "ten"));
        assertTrue(err.toString().contains("'ten' is not an IP address"), err::toString);
        assertEquals(2, execute("backend", "weight", "web", "10.0.1.1", "heavy"));
        assertEquals(2, commandLine().execute("backend"));
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        api.close();
        assertEquals(1, execute("status"));
        assertTrue(err.toString().contains("no answer from " + api.socket()), err::toString);
    }

    private void run(final String command) {
        assertEquals(0, execute(command.split(" ")), err::toString);
    }

    private int execute(final String... words) {
        final List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--api", api.socket().toString()));
        return commandLine().execute(all.toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return new CommandLine(new Program())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                });
    }

    private static MemoryNode.Wanted wanted(final Change change) {
        return new MemoryNode.Wanted(change, false);
    }
}
