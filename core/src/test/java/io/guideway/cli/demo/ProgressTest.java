package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void withoutATerminalEveryTenthIsALine() {
        final List<String> lines = run(Progress.Style.LINES, 4000).lines().toList();
        assertEquals(10, lines.size());
        assertEquals("10 %  400 of 4,000  l2dsr, IPv4", lines.getFirst());
        assertEquals("100 %  4,000 of 4,000  l2dsr, IPv4", lines.getLast());
    }

    @Test
    void aBarIsRedrawnInPlaceAndFitsALine() {
        final String[] drawn = run(Progress.Style.BAR, 1_000_000).split("\r");
        assertEquals(101, drawn.length, "nothing, then once for every hundredth");
        assertTrue(drawn[50].startsWith("[###############...............]  50 %  500,000 of 1,000,000"), drawn[50]);
        assertTrue(drawn[100].strip().length() < 80, drawn[100]);
        assertTrue(drawn[100].endsWith("\n"), "the bar's line is left");
    }

    @Test
    void fewRequestsNeedFewLines() {
        assertEquals(3, run(Progress.Style.LINES, 3).lines().count());
    }

    @Test
    void noneIsNone() {
        assertEquals("", run(Progress.Style.NONE, 100));
    }

    @Test
    void onceSilencedItSaysNothing() {
        final Progress progress = new Progress(out(), Progress.Style.BAR, 2);
        progress.silence();
        progress.say("ready");
        progress.step("l2dsr, IPv4");
        progress.end();
        assertEquals("", text());
    }

    private String run(final Progress.Style style, final int total) {
        final Progress progress = new Progress(out(), style, total);
        for (int i = 0; i < total; i++) {
            progress.step("l2dsr, IPv4");
        }
        progress.end();
        return text();
    }

    private PrintStream out() {
        return new PrintStream(written, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
