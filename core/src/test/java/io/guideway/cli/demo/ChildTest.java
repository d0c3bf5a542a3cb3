package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private DemoRun run;

    @BeforeEach
    void nameTheRun() {
        run = new DemoRun(DemoRun.PREFIX + "child-test", directory);
    }

    @Test
    void itsOutputIsReadAfterItWasToldToStop() throws Exception {
        final Child child = child("trap 'echo counters; exit 0' TERM; echo ready >&2; while :; do sleep 0.01; done");
        child.awaitErrorWord("ready", LONG);
        assertEquals("counters\n", child.stop(LONG));
    }

    @Test
    void aChildThatEndsBeforeItIsReadyShowsItsErrors() throws Exception {
        final Child child = child("echo EAL: no such port >&2; exit 3");
        final DemoException failure = assertThrows(DemoException.class, () -> child.awaitErrorWord("forwarding", LONG));
        assertTrue(failure.getMessage().contains("exit code 3"), failure.getMessage());
        assertTrue(failure.getMessage().contains("EAL: no such port"), failure.getMessage());
    }

    @Test
    void aChildThatIsNotReadyInTimeIsAFailure() throws Exception {
        final Child child = child("exec sleep 1000");
        assertThrows(DemoException.class, () -> child.awaitErrorWord("forwarding", Duration.ofMillis(1)));
        assertThrows(DemoException.class, () -> child.stop(LONG), "ended by the signal, not in order");
    }

    @Test
    void aCommandThatFailsShowsWhatItPrinted() {
        final DemoException failure = assertThrows(
                DemoException.class,
                () -> Command.of(run, "sh", "-c", "echo RTNETLINK answers: File exists >&2; exit 2")
                        .execute());
        assertTrue(failure.getMessage().contains("exit code 2"), failure.getMessage());
        assertTrue(failure.getMessage().contains("RTNETLINK answers: File exists"), failure.getMessage());
    }

    @Test
    void killedItTakesItsChildrenWithIt() throws Exception {
        final Child child = child("sleep 1000 & echo ready >&2; wait");
        child.awaitErrorWord("ready", LONG);
        final List<ProcessHandle> sleepers = child.handle().descendants().toList();
        assertEquals(1, sleepers.size());
        child.kill();
        assertFalse(child.handle().isAlive());
        assertFalse(sleepers.getFirst().isAlive());
    }

    private Child child(final String script) throws IOException {
        return Child.start(Command.of(run, "sh", "-c", script), "child");
    }
}
