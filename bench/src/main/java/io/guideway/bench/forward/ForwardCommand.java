package io.guideway.bench.forward;

import io.guideway.bench.PrintOptions;
import java.io.PrintWriter;
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
            names = "--distinct-backends",
            description = "No two services share a backend, nor a lookup table (all have the same).")
    private boolean distinctBackends;

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

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() {
        final Scenario scenario = options.scenario(backends, distinctBackends);
        final int milliseconds = options.milliseconds(secondsPerRun);
        options.requireAtLeastOne("pairs", pairs);
        final int worker = options.cpu();
        try (Rig rig = new Rig(scenario)) {
            final Comparison figures = PinnedThread.call(worker, () -> Comparison.run(rig, pairs, milliseconds));
            print(new ForwardReport(scenario, milliseconds, worker, figures, Machine.current(rig.memory())));
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(final ForwardReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
