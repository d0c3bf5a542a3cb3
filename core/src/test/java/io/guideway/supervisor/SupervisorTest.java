package io.guideway.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, here shells instead of the halves of a node. */
@Timeout(120)
class SupervisorTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Ready, then ends on SIGTERM, saying so, with this exit code. */
    private static final String FORWARDER =
            "trap 'echo forwarder ends >&2; exit %d' TERM; echo ready >&2; while :; do sleep 0.05; done";

    /** Tells every word that it hears. */
    private static final String CONTROLLER =
            "trap 'echo controller ends >&2; exit 0' TERM; echo checked >&2; echo here >&2; while read -r word; do echo heard $word >&2; done";

    @TempDir
    private Path directory;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicBoolean givenUp = new AtomicBoolean();

    private Supervisor supervisor(final String forwarder, final String controller) {
        return new Supervisor(
                half("controller", controller, "checked"),
                half("forwarder", forwarder, "ready"),
                log::add,
                () -> givenUp.set(true));
    }

    private static Half half(final String name, final String script, final String ready) {
        return new Half(name, List.of("sh", "-c", script), ready);
    }

    private void await(final String line, final int times) throws InterruptedException {
        assertTrue(
                Await.until(() -> log.stream().filter(l -> l.startsWith(line)).count() >= times, LONG),
                () -> "'%s' is not there %d times: %s".formatted(line, times, log));
    }

    @Test
    void theControllerEndsBeforeTheForwarderAndTheLastWordsAreHeard() throws Exception {
        final Supervisor supervisor = supervisor(FORWARDER.formatted(0), CONTROLLER);
        await("here", 1);
        supervisor.reload();
        await("heard reload", 1);
        assertEquals(0, supervisor.stop());
        assertEquals("forwarder ends", log.getLast());
        assertFalse(givenUp.get());
    }

    @Test
    void whatEndsIsStartedAgainAndSaidHow() throws Exception {
        final Supervisor supervisor = supervisor(FORWARDER.formatted(0), "echo checked >&2; echo here >&2; kill -9 $$");
        await("here", 3);
        await("the controller has ended by signal 9 after ", 3);
        assertEquals(1, log.stream().filter("ready"::equals).count());
        assertEquals(0, supervisor.stop());
    }

    @Test
    void aForwarderThatWasReadyIsStartedAgain() throws Exception {
        final Path once = directory.resolve("once");
        final String dying = "[ -e %1$s ] || { touch %1$s; echo ready >&2; exit 3; }; ".formatted(once);
        final Supervisor supervisor = supervisor(dying + FORWARDER.formatted(0), CONTROLLER);
        await("the forwarder has ended with exit code 3 after ", 1);
        await("ready", 2);
        assertEquals(0, supervisor.stop());
    }

    @Test
    void aForwarderThatDoesNotStartIsGivenUpWithItsExitCode() throws Exception {
        for (final int code : new int[] {1, 2, 77}) {
            givenUp.set(false);
            final Supervisor supervisor = supervisor("echo no >&2; exit " + code, "echo checked >&2; read -r word");
            assertTrue(Await.until(givenUp::get, LONG));
            assertEquals(Math.min(code == 77 ? 1 : code, 2), supervisor.stop());
        }
        assertEquals(List.of("checked", "no", "checked", "no", "checked", "no"), log);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() throws Exception {
        final Half none = new Half("forwarder", List.of("/no/such/program"), "ready");
        final Supervisor supervisor = new Supervisor(
                half("controller", "echo checked >&2; read -r word", "checked"),
                none,
                log::add,
                () -> givenUp.set(true));
        assertTrue(Await.until(givenUp::get, LONG));
        assertEquals(1, supervisor.stop());
        assertTrue(log.get(1).contains("/no/such/program"), log.toString());
    }

    /** As a process would that the kernel does not let go. */
    @Test
    void whatDoesNotEndIsLeftBehind() throws Exception {
        final Supervisor supervisor =
                supervisor(FORWARDER.formatted(0), "sleep 300 & echo checked >&2; echo child $! >&2; wait");
        await("child ", 1);
        assertEquals(0, supervisor.stop());
        assertTrue(log.contains("the controller, or what it has started, does not end; it is left behind"));
        assertTrue(log.contains("forwarder ends"), log::toString);
        final String child = log.stream()
                .filter(line -> line.startsWith("child "))
                .findFirst()
                .orElseThrow();
        assertTrue(ProcessHandle.of(Long.parseLong(child.substring(6)))
                .orElseThrow()
                .destroyForcibly());
    }

    @Test
    void aForwarderThatEndsBadlyWhenStoppedIsAFailure() throws Exception {
        final Supervisor supervisor = supervisor(FORWARDER.formatted(1), CONTROLLER);
        await("ready", 1);
        assertEquals(1, supervisor.stop());
    }

    @Test
    void theWaitForTheNextStartEndsWithTheSupervisor() throws Exception {
        final Supervisor supervisor = supervisor(FORWARDER.formatted(0), "echo checked >&2; exit 1");
        await("the controller has ended with exit code 1 after ", 5);
        assertEquals(0, supervisor.stop());
    }

    @Test
    void aControllerThatRefusesTheConfigurationStartsNothing() throws Exception {
        final Supervisor supervisor = supervisor("echo never >&2", "echo bad file >&2; exit 2");
        assertTrue(Await.until(givenUp::get, LONG));
        assertEquals(2, supervisor.stop());
        assertEquals(List.of("bad file"), log);
    }
}
