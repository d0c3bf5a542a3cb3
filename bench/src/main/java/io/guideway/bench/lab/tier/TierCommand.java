package io.guideway.bench.lab.tier;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.lab.LabException;
import io.guideway.bench.lab.Progress;
import io.guideway.cli.StopSignal;
import io.guideway.cli.demo.DemoException;
import io.guideway.cli.demo.DemoRun;
import io.guideway.cli.demo.Guardian;
import io.guideway.cli.demo.Leftovers;
import io.guideway.cli.demo.Requirements;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./guideway lab tier}. */
@Command(
        name = "tier",
        sortOptions = false,
        description = {
            "Several nodes behind a router that spreads flows over them (ECMP), and TCP connections through all of it that"
                    + " exchange data all the time, while backends are added, drained, removed and crash, and nodes go and come"
                    + " back. Counts the connections that break in each step: only those on the crashed backend may.",
            "All of it lives in network namespaces and is removed at the end. Needs root."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:only connections on the crashed backend broke",
            "1:others broke too or could not be opened, or the lab failed",
            "2:wrong use",
            "130:ended by Ctrl-C or SIGTERM; nothing is left behind"
        })
public final class TierCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Short steps and a drain time of 20 s: a few minutes in all.")
    private boolean quick;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes, 2 or 3. Default: ${DEFAULT-VALUE}")
    private int nodes;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "300",
            description = "Connections at a time, 20 to 2000. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--alone",
            description =
                    "The nodes do not tell each other their flows (no key tier in the configuration), to see what that breaks.")
    private boolean alone;

    @Mixin
    private PrintOptions print;

    private volatile boolean interrupted;

    /** Made by Picocli. */
    public TierCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        final TierPlan plan = plan();
        final List<String> missing = Requirements.missing();
        if (!missing.isEmpty()) {
            return failed("this cannot start here:\n  " + String.join("\n  ", missing));
        }
        final StopSignal signal = new StopSignal();
        interruptOn(signal);
        int exitCode = FAILED;
        try {
            exitCode = run(plan);
            return exitCode;
        } finally {
            spec.commandLine().getErr().flush();
            signal.finish(exitCode);
        }
    }

    private TierPlan plan() {
        try {
            return new TierPlan(
                    nodes,
                    connections,
                    Duration.ofSeconds(quick ? 20 : 60),
                    Duration.ofSeconds(quick ? 5 : 20),
                    Duration.ofSeconds(quick ? 20 : 30),
                    !alone);
        } catch (final IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    private void interruptOn(final StopSignal signal) {
        final Thread worker = Thread.currentThread();
        Thread.ofPlatform().name("lab-stop").daemon().start(() -> {
            try {
                signal.await();
                interrupted = true;
                worker.interrupt();
            } catch (final InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** An interruption makes whatever runs fail in a way of its own; the guardian removes the lab before that is looked at. */
    private int run(final TierPlan plan) throws IOException, InterruptedException {
        try {
            return print(perform(plan));
        } catch (final InterruptedException
                | IOException
                | UncheckedIOException
                | DemoException
                | LabException failure) {
            if (interrupted) {
                return failed("interrupted; nothing is left behind", INTERRUPTED);
            }
            return failed(failure.getMessage());
        }
    }

    private static TierReport perform(final TierPlan plan) throws IOException, InterruptedException {
        Leftovers.clear();
        final DemoRun run = DemoRun.ofThisProcess();
        try (Guardian _ = Guardian.of(run)) {
            return new TierRun(plan, run, new Progress(System.err)).perform();
        }
    }

    private int failed(final String words) {
        return failed(words, FAILED);
    }

    private int failed(final String words, final int exitCode) {
        spec.commandLine().getErr().println("guideway: " + words);
        return exitCode;
    }

    private int print(final TierReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        out.print(print.json() ? TierJson.of(report) + "\n" : TierText.of(report));
        out.flush();
        return report.problems().isEmpty() ? 0 : failed(String.join("\nguideway: ", report.problems()));
    }
}
