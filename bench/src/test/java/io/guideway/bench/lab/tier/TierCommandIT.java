package io.guideway.bench.lab.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lab tier} as a process of its own, small: real nodes, real connections. Needs root. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TierCommandIT {
    private static final Duration BOUND = Duration.ofMinutes(8);

    @TempDir
    private Path directory;

    private Process start(final String... words) throws IOException {
        final ProcessBuilder builder = BenchProgram.labBuilder(words);
        return builder.redirectOutput(file("out").toFile())
                .redirectError(file("err").toFile())
                .start();
    }

    private Path file(final String name) {
        return directory.resolve(name);
    }

    private String text(final String name) {
        try {
            return Files.readString(file(name));
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void onlyConnectionsOnTheCrashedBackendBreak() throws Exception {
        final Process lab = start("tier", "--quick", "--nodes", "2", "--connections", "40", "--json");
        assertTrue(lab.waitFor(BOUND), () -> text("err"));
        final JsonNode json = JsonMapper.shared().readTree(text("out"));
        assertEquals(8, json.get("steps").size(), () -> text("err"));
        for (final JsonNode step : json.get("steps")) {
            assertTrue(step.get("connections").asInt() >= 40, step::toString);
            assertEquals(
                    step.get("on_crashed_backend").asInt(), step.get("broken").asInt(), json::toString);
            assertEquals(0, step.get("unopened").asInt(), json::toString);
        }
        assertEquals(0, lab.exitValue(), () -> text("err"));
        final JsonNode connections = json.get("connections");
        assertEquals(
                connections.get("opened").asInt(),
                connections.get("closed").asInt() + connections.get("broken").asInt());
        assertTrue(json.get("messages").asLong() > connections.get("opened").asLong());
        assertNothingLeft(lab);
    }

    @Test
    void aSignalEndsItAndLeavesNothingBehind() throws Exception {
        final Process lab = start("tier", "--quick", "--nodes", "2", "--connections", "20");
        assertTrue(Await.until(() -> !lab.isAlive() || text("err").contains("nothing happens"), BOUND));
        new ProcessBuilder("kill", "-INT", Long.toString(lab.pid())).start().waitFor();
        assertTrue(lab.waitFor(BOUND), () -> text("err"));
        assertEquals(130, lab.exitValue(), () -> text("err"));
        assertNothingLeft(lab);
    }

    private static void assertNothingLeft(final Process lab) throws IOException {
        final String name = "gw-demo-" + lab.pid();
        for (final Path place : List.of(Path.of("/run"), Path.of("/run/netns"))) {
            try (Stream<Path> entries = Files.list(place)) {
                assertEquals(
                        List.of(),
                        entries.filter(entry -> entry.getFileName().toString().startsWith(name))
                                .toList());
            }
        }
    }

    @Test
    void whatCannotBeIsWrongUse() throws Exception {
        final BenchProgram.Outcome outcome = BenchProgram.lab("tier", "--nodes", "4");
        assertEquals(2, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("nodes is 4; give 2 to 3"), outcome.err());
    }
}
