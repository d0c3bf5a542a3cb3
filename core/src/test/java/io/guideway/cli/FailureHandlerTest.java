package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailureHandlerTest {
    private final StringWriter err = new StringWriter();

    @Test
    void whatGoesWrongOutsideIsOneLine() {
        assertEquals(1, handle(new IOException("in.pcap: no such file")));
        assertEquals("guideway: in.pcap: no such file" + System.lineSeparator(), err.toString());
    }

    @Test
    void aFaultOfOursShowsWhereItHappened() {
        assertEquals(1, handle(new IllegalStateException("impossible")));
        assertTrue(err.toString().startsWith("guideway: a fault in the program itself; please report"), err::toString);
        assertTrue(err.toString().contains("java.lang.IllegalStateException: impossible"), err::toString);
        assertTrue(err.toString().contains("\tat "), err::toString);
    }

    private int handle(final Exception failure) {
        final CommandLine commandLine = Guideway.commandLine().setErr(new PrintWriter(err, true));
        return new FailureHandler().handleExecutionException(failure, commandLine, null);
    }
}
