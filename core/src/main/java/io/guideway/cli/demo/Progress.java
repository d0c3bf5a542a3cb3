package io.guideway.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Tells on standard error how far the requests are: on a terminal a bar that is redrawn in place, elsewhere a line every
 * tenth, or nothing at all. One thread, but for {@link #silence}.
 */
final class Progress {
    private static final int BAR_WIDTH = 30;
    private static final int PERCENT_PER_LINE = 10;
    private static final int PERCENT_PER_REDRAW = 1;

    /** How it is told. */
    enum Style {
        BAR,
        LINES,
        NONE
    }

    private final PrintStream out;
    private final Style style;
    private final int total;
    private int done;
    private int toldPercent;
    private volatile boolean silent;

    Progress(final PrintStream out, final Style style, final int total) {
        this.out = out;
        this.style = style;
        this.total = total;
    }

    /** The style that suits where standard error leads. */
    static Style styleOfStandardError() {
        try {
            final String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            final boolean terminal = target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            return terminal && !"dumb".equals(System.getenv("TERM")) ? Style.BAR : Style.LINES;
        } catch (final IOException unknown) {
            return Style.LINES;
        }
    }

    /** Says what is being done before there is something to count. */
    void say(final String what) {
        if (!silent && style != Style.NONE) {
            out.println(what);
        }
    }

    /** One more request has come to its end. */
    void step(final String what) {
        done++;
        final int percent = (int) (100L * done / total);
        final int every = style == Style.BAR ? PERCENT_PER_REDRAW : PERCENT_PER_LINE;
        if (!silent && style != Style.NONE && percent / every > toldPercent / every) {
            toldPercent = percent;
            tell(percent, what);
        }
    }

    private void tell(final int percent, final String what) {
        final String numbers = String.format(Locale.ROOT, "%3d %%  %,d of %,d  %-12s", percent, done, total, what);
        if (style == Style.BAR) {
            final int filled = percent * BAR_WIDTH / 100;
            out.print("\r[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + numbers);
            out.flush();
        } else {
            out.println(numbers.strip());
        }
    }

    /** Says nothing more; any thread. */
    void silence() {
        silent = true;
    }

    /** Leaves the bar's line. */
    void end() {
        if (!silent && style == Style.BAR && done > 0) {
            out.println();
        }
    }
}
