package io.guideway.bench.stall;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.forward.Machine;
import io.guideway.bench.forward.PinnedThread;
import io.guideway.bench.forward.Rig;
import io.guideway.bench.forward.ScenarioOptions;
import io.guideway.bench.stall.Conditions.Control;
import io.guideway.ring.OtherThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench stall}. */
@Command(
        name = "stall",
        description = {
            "Measures how long a receive queue waits between two polls: by the packet path in Java and by the same in C, in"
                    + " turn on one CPU, while the control side of this process is busy; and tells what the JVM did during"
                    + " the longest waits. No network and no root is needed."
        })
public final class StallCommand implements Callable<Integer> {
    private static final int MILLISECONDS = 1000;
    private static final double LONGEST_SECONDS = 86_400;
    private static final int MOST_MEGABYTES = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Backends of each service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "120",
            description = "How long each side forwards, all rounds together (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "12",
            description = "Runs of Java, and runs of C, that this time is divided into (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "X",
            defaultValue = "10",
            description = "Seconds that Java forwards before the first round (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--control",
            defaultValue = "busy",
            description = "busy: tables are built twice a second, counters published once a second, and garbage left;"
                    + " idle: nothing of it (${DEFAULT-VALUE}).")
    private String control;

    @Option(
            names = "--garbage",
            paramLabel = "MB",
            defaultValue = "50",
            description = "What the busy control side allocates in a second (${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--other-threads",
            paramLabel = "WHERE",
            defaultValue = "apart",
            description = "apart: those of the program, the JVM's own among them, are kept off the worker's CPU, as"
                    + " 'guideway run' does; anywhere: the kernel places them (${DEFAULT-VALUE}).")
    private String otherThreads;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Keep the JVM's log of safepoints, collections and so on.")
    private Path log;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException {
        final Conditions conditions = conditions();
        if (conditions.apart()) {
            OtherThreads.keepOff(List.of(conditions.cpu()));
        }
        final Path file = log == null ? Files.createTempFile("guideway", ".log") : log;
        try {
            print(measure(conditions, file));
        } finally {
            if (log == null) {
                Files.delete(file);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Conditions conditions() {
        options.require(rounds >= 1, "rounds is %d; give 1 or more".formatted(rounds));
        options.require(
                megabytes >= 0 && megabytes <= MOST_MEGABYTES,
                "garbage is %d; give 0 to %d".formatted(megabytes, MOST_MEGABYTES));
        final Stalls.Plan plan =
                new Stalls.Plan(rounds, milliseconds("seconds", seconds) / rounds, milliseconds("warm-up", warmUp));
        options.require(
                plan.milliseconds() >= 1, "seconds is %s; give a millisecond for each round".formatted(seconds));
        return new Conditions(
                options.scenario(backends, false),
                plan,
                options.cpu(),
                choice("control", control, "busy", "idle") ? Control.BUSY : Control.IDLE,
                megabytes,
                choice("other-threads", otherThreads, "apart", "anywhere"));
    }

    private boolean choice(final String name, final String value, final String first, final String second) {
        options.require(
                value.equals(first) || value.equals(second),
                "%s is %s; give %s or %s".formatted(name, value, first, second));
        return value.equals(first);
    }

    private int milliseconds(final String name, final double value) {
        options.require(
                value > 0 && value <= LONGEST_SECONDS,
                "%s is %s; give more than 0, and %.0f at the most".formatted(name, value, LONGEST_SECONDS));
        return (int) Math.round(value * MILLISECONDS);
    }

    private static StallReport measure(final Conditions conditions, final Path log) throws IOException {
        try (Rig rig = new Rig(conditions.scenario())) {
            final Stalls stalls = measure(conditions, rig, log);
            final JvmEvents events = new JvmEvents(JvmLogReader.read(log));
            return new StallReport(conditions, stalls, events, Machine.current(rig.memory()));
        }
    }

    private static Stalls measure(final Conditions conditions, final Rig rig, final Path log) throws IOException {
        try (JvmLog _ = new JvmLog(log);
                ControlLoad _ = load(conditions, rig)) {
            return PinnedThread.call(conditions.cpu(), () -> Stalls.measure(rig, conditions.plan(), conditions.cpu()));
        }
    }

    /** Nothing where the control side is to be idle. */
    private static ControlLoad load(final Conditions conditions, final Rig rig) {
        return conditions.control() == Control.BUSY
                ? new ControlLoad(conditions.scenario(), rig, conditions.megabytes())
                : null;
    }

    private void print(final StallReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(StallJson.of(report));
            out.flush();
        } else {
            report.print(out);
        }
    }
}
