package io.guideway.bench.steady;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.change.ChangingSite;
import io.guideway.bench.change.SiteOptions;
import io.guideway.bench.forward.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench steady}. */
@Command(
        name = "steady",
        description = {
            "Runs \"guideway forwarder\" for minutes, with the flags that \"run\" gives it, packets as fast as one worker can"
                    + " take them, and changes of one backend each at fixed distances. Tells what its log says of collections,"
                    + " what is used of its heap each minute, what it takes of the memory, and whether the verdicts sum up."
                    + " Exit code 1 if they do not."
        })
public final class SteadyCommand implements Callable<Integer> {
    private static final int MOST_CHANGES = 6_000;
    private static final int LONGEST_MINUTES = 1_440;
    private static final int LONGEST_WARM_UP = 3_600;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SiteOptions options;

    @Option(
            names = "--minutes",
            paramLabel = "X",
            defaultValue = "10",
            description = "How long, after the warm-up (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--changes-per-minute",
            paramLabel = "N",
            defaultValue = "30",
            description = "Changes; 0 for none (${DEFAULT-VALUE}).")
    private int changesPerMinute;

    @Option(
            names = "--warm-up",
            paramLabel = "X",
            defaultValue = "30",
            description = "Seconds before that, with changes (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU of the forwarder's worker (the last one).")
    private Integer cpu;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final ChangingSite site = options.site();
        final Steadiness.Plan plan = plan();
        final int worker = cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu;
        final Steadiness steadiness = Steadiness.measure(site, worker, plan);
        print(new SteadyReport(site, worker, plan, steadiness, Machine.current("its own memory")));
        return steadiness.sumsUp() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Steadiness.Plan plan() {
        options.require(
                minutes > 0 && minutes <= LONGEST_MINUTES,
                "minutes is %s; give more than 0, and " + LONGEST_MINUTES + " at the most",
                minutes);
        options.requireRange("changes-per-minute", changesPerMinute, 0, MOST_CHANGES);
        options.require(
                warmUp >= 0 && warmUp <= LONGEST_WARM_UP, "warm-up is %s; give 0 to " + LONGEST_WARM_UP, warmUp);
        return new Steadiness.Plan(minutes, changesPerMinute, warmUp);
    }

    private void print(final SteadyReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
