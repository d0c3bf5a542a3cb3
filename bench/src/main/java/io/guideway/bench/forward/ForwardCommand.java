package io.guideway.bench.forward;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench forward}. */
@Command(
        name = "forward",
        description = {
            "Forwards packets without end by the packet path in Java and by the same in C, in turn, on one CPU and one DPDK"
                    + " device, and compares the two. No network and no root is needed; huge pages are used where they are"
                    + " free."
        })
public final class ForwardCommand implements Callable<Integer> {
    private static final int MILLISECONDS = 1000;
    private static final double LONGEST_RUN = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "10",
            description = "Backends of each service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "15",
            description = "Runs of Java, and runs of C (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--seconds-per-run",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "Length of a run (${DEFAULT-VALUE}).")
    private double secondsPerRun;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final Scenario scenario = options.scenario(backends);
        final int milliseconds = milliseconds();
        options.require(pairs >= 1, "pairs is %d; give 1 or more".formatted(pairs));
        final int worker = options.cpu();
        try (Rig rig = new Rig(scenario)) {
            final Comparison figures = PinnedThread.call(worker, () -> Comparison.run(rig, pairs, milliseconds));
            print(new ForwardReport(scenario, milliseconds, worker, figures, Machine.current(rig.memory())));
        }
        return CommandLine.ExitCode.OK;
    }

    private int milliseconds() {
        options.require(
                secondsPerRun >= 1.0 / MILLISECONDS && secondsPerRun <= LONGEST_RUN,
                String.format(Locale.ROOT, "seconds-per-run is %s; give 0.001 to %.0f", secondsPerRun, LONGEST_RUN));
        return (int) Math.round(secondsPerRun * MILLISECONDS);
    }

    private void print(final ForwardReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
