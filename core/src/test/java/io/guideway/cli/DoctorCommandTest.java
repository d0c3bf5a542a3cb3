package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.host.Check;
import io.guideway.host.Check.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private static final Check CORES = new Check("cores", State.OK, "2 online", "");
    private static final Check PAGES = new Check("huge pages", State.WARNING, "none reserved", "reserve some");
    private static final Check JDK = new Check("JDK", State.MISSING, "21", "get a \"new\" one");

    private final StringWriter out = new StringWriter();

    private int run(final DoctorCommand command, final String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments);
    }

    private int run(final List<Check> checks, final String... arguments) {
        return run(new DoctorCommand(() -> checks), arguments);
    }

    @Test
    void warningsAreNoFailure() {
        assertEquals(0, run(List.of(CORES, PAGES)));
        assertTrue(out.toString().endsWith("This host is ready.\n"), out.toString());
    }

    @Test
    void somethingMissingIsAFailure() {
        assertEquals(1, run(List.of(CORES, JDK)));
        assertTrue(out.toString().contains("To do:\n  JDK: get a \"new\" one\n"), out.toString());
    }

    @Test
    void jsonCarriesEveryCheckWithItsRemedy() {
        assertEquals(1, run(List.of(CORES, PAGES, JDK), "--json"));
        final JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertFalse(report.get("ready").asBoolean());
        assertEquals(3, report.get("checks").size());
        assertEquals(JsonMapper.shared().readTree("""
                                {"name": "JDK", "state": "missing", "found": "21", "mend": "get a \\"new\\" one"}
                                """), report.get("checks").get(2));
    }

    @Test
    void thisHostIsExaminedByDefault() {
        final int exitCode = run(new DoctorCommand(), "--json");
        final JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertEquals(report.get("ready").asBoolean() ? 0 : 1, exitCode);
        assertEquals("JDK", report.get("checks").get(0).get("name").asString());
    }

    @Test
    void anUnknownOptionIsWrongUse() {
        final StringWriter err = new StringWriter();
        final CommandLine line = new CommandLine(new DoctorCommand(List::of)).setErr(new PrintWriter(err));
        assertEquals(2, line.execute("--xml"));
        assertTrue(err.toString().contains("--xml"), err.toString());
    }
}
