package io.guideway.bench.lab;

import io.guideway.bench.lab.traffic.Trial;
import java.io.PrintStream;
import java.util.Locale;

/** Tells on standard error how far the lab is: a line for each result, and one for each trial that takes long. */
public final class Progress {
    private static final double LONG_SECONDS = 5;
    private static final double MILLION = 1e6;

    private final PrintStream out;

    /** @param out standard error, as a rule */
    public Progress(final PrintStream out) {
        this.out = out;
    }

    /** Says a line. */
    public void say(final String line, final Object... values) {
        out.println("lab: " + String.format(Locale.ROOT, line, values));
    }

    /** Says what a trial gave, where one waits long for the next. */
    void trial(final String size, final String purpose, final Trial trial) {
        if (trial.seconds() >= LONG_SECONDS) {
            say(
                    "%-5s %s: %.4f Mpps offered, %d of %d lost",
                    size, purpose, trial.offer().framesPerSecond() / MILLION, trial.lost(), trial.sent());
        }
    }

    /** A rate as it is told. */
    static String mpps(final double framesPerSecond) {
        return String.format(Locale.ROOT, "%.3f Mpps", framesPerSecond / MILLION);
    }
}
