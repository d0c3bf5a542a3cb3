package io.guideway.bench.forward;

import io.guideway.bench.PrintOptions;
import io.guideway.forwarder.FloodedWorker;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./guideway bench forward}. */
@Command(
        name = "forward",
        description = {
            "Forwards packets without end by the packet path in Java and by the same in C, in turn, on one CPU and one DPDK"
                    + " device, and compares the two. No network and no root is needed; huge pages are used where they are"
                    + " free. With --flood: what a packet costs in a flood, in Java alone."
        })
public final class ForwardCommand implements Callable<Integer> {
    private static final int BACKENDS = 10;
    private static final int FLOODED_BACKENDS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Option(
            names = "--backends",
            paramLabel = "N",
            description = "Backends of each service (" + BACKENDS + ", with --flood " + FLOODED_BACKENDS + ").")
    private Integer backends;

    @Option(
            names = "--distinct-backends",
            description = "No two services share a backend, nor a lookup table (all have the same).")
    private boolean distinctBackends;

    @Mixin
    private FloodOptions flood;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "15",
            description = "Runs of Java, and runs of C; with --flood quiet and flooded ones (${DEFAULT-VALUE}).")
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
        final Optional<FloodPlan> plan = flood.plan(options);
        final Scenario scenario = options.scenario(backends(), distinctBackends);
        final int milliseconds = options.milliseconds(secondsPerRun);
        options.requireAtLeastOne("pairs", pairs);
        plan.ifPresentOrElse(
                flooded -> compareWithFlood(scenario, flooded, milliseconds),
                () -> compareWithC(scenario, milliseconds));
        return CommandLine.ExitCode.OK;
    }

    private int backends() {
        if (backends == null) {
            return flood.isAsked() ? FLOODED_BACKENDS : BACKENDS;
        }
        options.require(
                !flood.isAsked() || backends >= FloodedWorker.DRAINED_ONE_IN,
                "backends is %d; give %d or more with --flood, as one in so many drains"
                        .formatted(backends, FloodedWorker.DRAINED_ONE_IN));
        return backends;
    }

    private void compareWithC(final Scenario scenario, final int milliseconds) {
        final int worker = options.cpu();
        try (Rig rig = new Rig(scenario)) {
            final Comparison figures = PinnedThread.call(worker, () -> Comparison.run(rig, pairs, milliseconds));
            final ForwardReport report =
                    new ForwardReport(scenario, milliseconds, worker, figures, Machine.current(rig.memory()));
            print(report::json, report::print);
        }
    }

    private void compareWithFlood(final Scenario scenario, final FloodPlan plan, final int milliseconds) {
        final int worker = options.cpu();
        try (FloodRig rig = new FloodRig(scenario, plan)) {
            final FloodComparison figures =
                    PinnedThread.call(worker, () -> FloodComparison.run(rig, pairs, milliseconds));
            final FloodForwardReport report = new FloodForwardReport(
                    scenario, plan, milliseconds, worker, figures, Machine.current(rig.memory()));
            print(report::json, report::print);
        }
    }

    private void print(final Supplier<ObjectNode> json, final Consumer<PrintWriter> text) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(json.get());
            out.flush();
        } else {
            text.accept(out);
        }
    }
}
