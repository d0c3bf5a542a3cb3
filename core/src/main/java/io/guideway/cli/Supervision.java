package io.guideway.cli;

import io.guideway.supervisor.Half;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/**
 * Whether a supervisor holds this half of a node. Then standard input is the supervisor's word, and its end is the supervisor's
 * end, by which the half ends too, even if the supervisor was killed.
 */
final class Supervision {
    static final String OPTION = "--supervised";

    /** For an end in order, before there is one without. */
    private static final long END_SECONDS = 20;

    @Option(
            names = OPTION,
            hidden = true,
            description = "Standard input belongs to 'run': end with it, and leave Ctrl-C and warnings to that.")
    private boolean supervised;

    boolean isSupervised() {
        return supervised;
    }

    /** Where warnings go: the supervisor has said them already. */
    PrintWriter warnings(final PrintWriter err) {
        return supervised ? new PrintWriter(Writer.nullWriter()) : err;
    }

    /** Obeys from now on; returns at once. */
    void obey(final StopSignal stop, final HangUp hangUp) {
        if (supervised) {
            // A terminal's Ctrl-C comes to all processes at once, and the controller shall end before the forwarder.
            Signals.handle("INT", () -> {});
            Thread.ofPlatform().daemon().name("supervision").start(() -> listen(stop, hangUp));
        }
    }

    private static void listen(final StopSignal stop, final HangUp hangUp) {
        try {
            final BufferedReader words =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                if (word.equals(Half.RELOAD)) {
                    hangUp.ask();
                }
            }
        } catch (final IOException broken) {
            // Nobody speaks any more, as at the end.
        }
        stop.release();
        try {
            TimeUnit.SECONDS.sleep(END_SECONDS);
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
