package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian without a network; see {@link DemoIT} for the rest. */
class GuardianTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path place;

    private DemoRun run;
    private Guardian guardian;

    @BeforeEach
    void guardARun() throws IOException {
        run = new DemoRun(
                DemoRun.PREFIX + "guardian-test-" + ProcessHandle.current().pid(), place.resolve("run"));
        guardian = Guardian.of(run);
        Files.createDirectory(run.directory());
        Files.writeString(run.file("some.file"), "something");
    }

    @Test
    void processesAndFilesOfTheRunAreGoneWhenItIsClosed() throws Exception {
        final Process process = start("exec sleep 1000");
        guardian.close();
        assertEquals(128 + 15, process.waitFor(), "ended by SIGTERM");
        assertFalse(Files.exists(run.directory()));
    }

    @Test
    void aProcessThatIgnoresSigtermIsKilled() throws Exception {
        final Process process =
                start("trap '' TERM; touch '%s'; while :; do sleep 0.1; done".formatted(run.file("deaf")));
        assertTrue(Await.until(() -> Files.exists(run.file("deaf")), LONG));
        guardian.close();
        assertEquals(128 + 9, process.waitFor(), "ended by SIGKILL");
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        final Process other = Command.of(new DemoRun(run.name() + "0", place), "sleep", "1000")
                .builder()
                .start();
        guardian.close();
        assertTrue(other.isAlive());
        other.destroy();
        other.waitFor();
    }

    @Test
    void closingAgainDoesNothing() throws Exception {
        guardian.close();
        guardian.close();
        assertFalse(Files.exists(run.directory()));
    }

    private Process start(final String script) throws IOException {
        return Command.of(run, "sh", "-c", script).builder().start();
    }
}
