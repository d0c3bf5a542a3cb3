package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says to those who do not know it yet. */
class GuidewayTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void withoutACommandItIsWrongUse() {
        assertWrongUse("no command given", "Usage: guideway");
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertWrongUse("'replya'", "guideway replay", "replya");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertWrongUse("'--jsn'", "--json", "run", "lb.yaml", "--jsn");
        assertWrongUse("'--verbose'", "--version", "--verbose");
        assertWrongUse("'--nonsense'", "Usage: guideway", "--nonsense");
    }

    @Test
    void missingAndSuperfluousParametersAreNamed() {
        assertWrongUse("'CONFIG'", "Usage: guideway run", "run");
        assertWrongUse("'OUT.pcap'", "Usage: guideway replay", "replay", "lb.yaml", "in.pcap");
        assertWrongUse("'b.yaml'", "Usage: guideway check", "check", "a.yaml", "b.yaml");
        assertWrongUse("'one' is not an int", "--port", "replay", "a.yaml", "in", "out", "--port", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "check"})
    void aConfigurationThatIsNotThereIsAFailureAndNoFault(final String command) {
        final String file = directory.resolve("none.yaml").toString();
        final int exitCode = command.equals("replay") ? execute(command, file, "in", "out") : execute(command, file);
        assertEquals(1, exitCode);
        assertTrue(err.toString().contains("none.yaml: there is no such file"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "replay",
                "check",
                "demo",
                "doctor",
                "version",
                "generate-completion",
                "status",
                "top",
                "service",
                "backend",
                "reload",
                "save"
            })
    void everyCommandHelps(final String command) {
        assertEquals(0, execute(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: guideway " + command), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void theProgramHelpsAndTellsItsVersion() {
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("Exit codes: 0 fine, 1 it failed, 2 wrong use."), out::toString);
        assertEquals(0, execute("--version"));
        assertTrue(out.toString().contains("guideway "), out::toString);
        assertEquals("", err.toString());
    }

    private void assertWrongUse(final String named, final String hint, final String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, execute(arguments));
        assertTrue(err.toString().contains(named), err::toString);
        assertTrue(err.toString().contains(hint), err::toString);
        assertEquals("", out.toString());
    }

    private int execute(final String... arguments) {
        return Guideway.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
