package io.guideway.bench.change;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.forward.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench change}. */
@Command(
        name = "change",
        description = {
            "Measures how long a change takes from the controller's decision until it knows that every worker goes by it:"
                    + " the controller's end in this process, \"guideway forwarder\" in another, the wire between them, and"
                    + " packets as fast as one worker can take them. Each change removes, adds or reweights one backend."
        })
public final class ChangeCommand implements Callable<Integer> {
    private static final int MOST_CHANGES = 1_000_000;
    private static final double NS_A_SECOND = 1e9;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SiteOptions options;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "400",
            description = "Changes to measure (${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "100",
            description = "Changes before them, told apart (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU of the forwarder's worker (the last one).")
    private Integer cpu;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final ChangingSite site = options.site();
        options.requireRange("changes", changes, 1, MOST_CHANGES);
        options.requireRange("warm-up", warmUp, 1, MOST_CHANGES);
        print(measure(site, cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu));
        return CommandLine.ExitCode.OK;
    }

    private ChangeReport measure(final ChangingSite site, final int worker) throws IOException, InterruptedException {
        try (ChangingForwarder forwarder = new ChangingForwarder(site, worker)) {
            forwarder.begin();
            final long start = System.nanoTime();
            final List<Change> cold = forwarder.change(1, warmUp);
            final List<Change> warm = forwarder.change(warmUp + 1, changes);
            final double seconds = (System.nanoTime() - start) / NS_A_SECOND;
            return new ChangeReport(
                    site, worker, cold, warm, forwarder.end().received(), seconds, Machine.current("its own memory"));
        }
    }

    private void print(final ChangeReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
