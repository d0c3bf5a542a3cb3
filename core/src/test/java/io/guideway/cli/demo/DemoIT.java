package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program in network namespaces, with real servers and a real client. Needs root. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MORE_THAN_CAN_BE_DONE_MEANWHILE = "1000000";

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireWhatItNeeds() throws IOException {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
    }

    @Test
    void everyRequestSucceedsAndNothingIsLeft() throws Exception {
        final RunningDemo demo = start("--requests", "400", "--json");
        assertEquals(0, demo.process().waitFor(), demo.output());
        assertEquals(List.of(), demo.left(Set.of()));
        final JsonNode report = new JsonMapper().readTree(demo.output());
        assertEquals(400, report.required("requests").asInt());
        assertEquals(0, report.required("failed").asInt());
        assertEquals(2, report.required("modes").size());
        report.required("modes").forEach(DemoIT::assertEveryBackendServed);
        assertStory(report.required("story"));
    }

    private static void assertStory(final JsonNode story) {
        final String said = story.toString();
        assertEquals(0, story.required("failed_otherwise").asInt(), said);
        assertEquals(
                story.required("failed").asInt(),
                story.required("failed_on_killed_backend").asInt()
                        + story.required("failed_on_moved_slots").asInt(),
                said);
        assertEquals(0, story.at("/resets_sent_until_out/b1").asInt(), said);
        assertEquals(0, story.at("/resets_sent_until_out/b3").asInt(), said);
        assertTrue(
                story.at("/resets_sent_until_out/b2").asInt() >= 2, "one for each bad result of its checks: " + said);
        final Map<String, Long> steady = new LinkedHashMap<>();
        for (final JsonNode scene : story.required("scenes")) {
            final JsonNode answers = scene.required("answers");
            if (scene.required("kind").asString().equals("steady")) {
                assertEquals(0, scene.required("failed").asInt(), said);
                steady.put(
                        scene.required("title").asString(),
                        LabHost.BACKENDS.stream()
                                .filter(backend ->
                                        answers.required(backend.name()).asInt() > 0)
                                .count());
            }
        }
        assertEquals(List.of(3L, 2L, 3L, 2L, 3L, 3L, 3L), List.copyOf(steady.values()), "backends that serve; " + said);
    }

    private static void assertEveryBackendServed(final JsonNode mode) {
        int served = 0;
        for (final JsonNode backend : mode.required("backends")) {
            final int requests = backend.required("requests_served").asInt();
            assertTrue(requests > 0, mode.toString());
            // A TCP connection takes the client four packets at the least: SYN, ACK, request, FIN.
            assertTrue(backend.required("packets_forwarded").asInt() >= 4 * requests, mode.toString());
            served += requests;
        }
        assertEquals(200, served, mode.toString());
    }

    @Test
    void killedInTheMiddleItLeavesNothing() throws Exception {
        final RunningDemo demo = start("--requests", MORE_THAN_CAN_BE_DONE_MEANWHILE);
        assertTrue(demo.awaitRequests(LONG));
        final Set<String> namespaceIds = demo.namespaceIds();
        assertEquals(6, namespaceIds.size(), "switch, client, node, three backends");
        assertFalse(demo.left(namespaceIds).isEmpty(), "there is something to remove");
        demo.process().destroyForcibly().waitFor();
        assertTrue(
                Await.until(() -> demo.left(namespaceIds).isEmpty(), LONG),
                () -> demo.left(namespaceIds).toString());
    }

    @Test
    void killedInTheMiddleOfSettingUpItLeavesNothing() throws Exception {
        final RunningDemo demo = start();
        final Path directoryOfRun = DemoRun.of(demo.process().pid()).directory();
        assertTrue(Await.until(() -> Files.exists(directoryOfRun), LONG));
        demo.process().destroyForcibly().waitFor();
        assertTrue(
                Await.until(() -> demo.left(Set.of()).isEmpty(), LONG),
                () -> demo.left(Set.of()).toString());
    }

    @Test
    void killedInTheMiddleOfTheStoryItLeavesNothing() throws Exception {
        final RunningDemo demo = start("--requests", "400");
        final Path requests = SteadyRequests.file(DemoRun.of(demo.process().pid()));
        assertTrue(Await.until(() -> requests.toFile().length() > 0, LONG));
        final Set<String> namespaceIds = demo.namespaceIds();
        demo.process().destroyForcibly().waitFor();
        assertTrue(
                Await.until(() -> demo.left(namespaceIds).isEmpty(), LONG),
                () -> demo.left(namespaceIds).toString());
    }

    @Test
    void interruptedItRemovesEverythingBeforeItEnds() throws Exception {
        final RunningDemo demo = start("--requests", MORE_THAN_CAN_BE_DONE_MEANWHILE, "--json");
        assertTrue(demo.awaitRequests(LONG));
        final Set<String> namespaceIds = demo.namespaceIds();
        interrupt(demo);
        assertEquals(128 + 2, demo.process().waitFor());
        assertEquals(List.of(), demo.left(namespaceIds));
        assertEquals("", demo.output());
    }

    private static void interrupt(final RunningDemo demo) throws Exception {
        final String pid = Long.toString(demo.process().pid());
        assertEquals(0, new ProcessBuilder("kill", "-s", "INT", pid).start().waitFor());
    }

    @Test
    void whatADeadRunLeftIsClearedByTheNext() throws Exception {
        final Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        final DemoRun run = DemoRun.of(dead.pid());
        Files.createDirectory(run.directory());
        Namespace.of(run, "client").create(List.of());
        Leftovers.clear();
        assertFalse(Files.exists(run.directory()));
        assertFalse(Files.exists(Path.of("/run/netns", run.name() + "-client")));
    }

    private RunningDemo start(final String... options) throws IOException {
        return RunningDemo.start(directory.resolve("output"), options);
    }
}
