package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was changed by command is there when the controller, or the whole node, has been away. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KeptChangesIT {
    @TempDir
    private Path directory;

    @Test
    void changesAreKeptOverTheDeathOfTheControllerAndARestartOfTheNode() throws Exception {
        try (OperatedProgram node = new OperatedProgram(directory, OperatedProgram.yaml(""))) {
            node.fine("backend weight web 10.0.0.11 5");
            node.fine("backend drain web 10.0.0.12");
            node.fine("service add dns --vip 203.0.113.53 --protocol udp --port 53 --mode l2dsr --backend 10.0.0.11");
            final JsonNode before = node.status();
            assertEquals(4, before.at("/forwarder/generation").intValue());

            killController(node);
            node.awaitController();
            final JsonNode after = node.status();
            assertEquals(before.get("forwarder"), after.get("forwarder"), "nothing was sent");
            assertChanged(after);

            assertEquals(0, node.program().end("TERM").exitCode());
            node.start();
            final JsonNode again = node.status();
            assertEquals(before.at("/forwarder/digest"), again.at("/forwarder/digest"));
            assertChanged(again);
            assertEquals(0, node.program().end("TERM").exitCode());
        }
    }

    private static void assertChanged(final JsonNode status) {
        assertEquals("enabled 5 5", OperatedProgram.backend(status, "web", "10.0.0.11"));
        assertEquals("draining 2 0", OperatedProgram.backend(status, "web", "10.0.0.12"));
        assertEquals("enabled 1 1", OperatedProgram.backend(status, "dns", "10.0.0.11"));
        assertEquals(2, status.get("unsaved").intValue());
    }

    private static void killController(final OperatedProgram node) throws Exception {
        final ProcessHandle controller = node.program().children().stream()
                .filter(child -> words(child).contains("controller"))
                .findFirst()
                .orElseThrow();
        controller.destroyForcibly();
        node.program().await("the controller has ended by signal 9");
    }

    /** Of its command line, as the kernel has it: what the JDK gives is cut. */
    private static List<String> words(final ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())))
                    .split("\0"));
        } catch (final IOException gone) {
            return List.of();
        }
    }
}
