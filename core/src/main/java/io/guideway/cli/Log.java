package io.guideway.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Lines for people on standard error, each whole and at once, whichever thread says it. */
final class Log implements Consumer<String> {
    private final PrintWriter err;

    Log(final PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void accept(final String line) {
        err.println(line);
        err.flush();
    }
}
