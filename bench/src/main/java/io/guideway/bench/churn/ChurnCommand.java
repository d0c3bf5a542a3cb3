package io.guideway.bench.churn;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.change.ChangingSite;
import io.guideway.bench.change.SiteOptions;
import io.guideway.forwarder.ChurnRig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench churn}. */
@Command(
        name = "churn",
        description = {
            "Changes services many times a second for minutes, while workers forward as fast as they can between rings in"
                    + " memory. Every packet that leaves is looked at: its backend must be in the generation that its worker"
                    + " goes by. At the end verdicts must sum up; memory is told over the time. No DPDK, no network and no"
                    + " root is needed. Exit code 1 if a packet went wrong."
        })
public final class ChurnCommand implements Callable<Integer> {
    private static final int MS_A_MINUTE = 60_000;
    private static final int MS_A_SECOND = 1_000;
    private static final int MOST_RATE = 1_000;
    private static final int MOST_WORKERS = 64;
    private static final int LONGEST_MINUTES = 1_440;

    /** Phases are this long where the time allows four pairs of them. */
    private static final int PHASE_MS = 5_000;

    private static final int LEAST_PAIRS = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SiteOptions options;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Changes a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--minutes",
            paramLabel = "X",
            defaultValue = "3",
            description = "How long, phases without changes included (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--warm-up",
            paramLabel = "X",
            defaultValue = "10",
            description = "Seconds of changes before that (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers (all CPUs but one, which is for the changes).")
    private Integer workers;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() {
        final ChangingSite site = options.site();
        final Churn.Plan plan = plan();
        final int count = workers == null ? defaultWorkers() : workers;
        options.requireRange("workers", count, 1, MOST_WORKERS);
        try (ChurnRig rig = new ChurnRig(site, count)) {
            final ChurnReport report = new ChurnReport(site, plan, count, Churn.measure(rig, plan));
            print(report);
            return report.churn().sumsUp() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Workers never rest: with one on each CPU, changes wait for their turn, and there were 14 a second instead of 50. */
    private static int defaultWorkers() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_WORKERS);
    }

    private Churn.Plan plan() {
        options.requireRange("rate", rate, 1, MOST_RATE);
        options.require(
                minutes > 0 && minutes <= LONGEST_MINUTES,
                "minutes is %s; give more than 0, and " + LONGEST_MINUTES + " at the most",
                minutes);
        options.require(
                warmUp >= 0 && warmUp <= LONGEST_MINUTES, "warm-up is %s; give 0 to " + LONGEST_MINUTES, warmUp);
        final int milliseconds = (int) Math.ceil(minutes * MS_A_MINUTE);
        final int pairs = Math.max(LEAST_PAIRS, milliseconds / (2 * PHASE_MS));
        return new Churn.Plan(
                rate, pairs, Math.max(1, milliseconds / (2 * pairs)), (int) Math.round(warmUp * MS_A_SECOND));
    }

    private void print(final ChurnReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
