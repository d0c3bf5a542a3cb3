package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.forwarder.Forwarder;
import io.guideway.forwarder.NodePlan;
import io.guideway.forwarder.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forwards until it is told to stop, then says what became of the packets; reads its services again on SIGHUP. */
@Command(
        name = "run",
        description = {
            "Forwards packets as the configuration says, until SIGTERM or Ctrl-C; then prints the counters.",
            "On SIGHUP it reads the file again and carries over what has changed in its services."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Option(names = "--json", description = "Print the counters as one JSON object.")
    private boolean json;

    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        final PrintWriter err = spec.commandLine().getErr();
        final Configuration configuration = Plans.check(file, err);
        final StopSignal stop = new StopSignal();
        int exitCode = 1;
        try {
            exitCode = forward(configuration, stop, err);
            return exitCode;
        } finally {
            stop.finish(exitCode);
        }
    }

    private int forward(final Configuration configuration, final StopSignal stop, final PrintWriter err)
            throws InterruptedException {
        final NodePlan plan = Plans.plan(configuration);
        try (Forwarder forwarder = new Forwarder(plan, failure -> onFault(failure, stop))) {
            err.printf(
                    "forwarding: %d services, %d ports, workers on CPU %s%n",
                    plan.services().size(), plan.ports().size(), plan.workers());
            err.flush();
            final Reload reload = new Reload(file, configuration, forwarder, err);
            HangUp.onSignal(reload::run);
            stop.await();
            reload.end();
            forwarder.stop();
            print(forwarder.report());
        }
        if (fault.get() != null) {
            err.println("guideway: a worker failed, which is a fault in the program itself; please report it");
            fault.get().printStackTrace(err);
            return 1;
        }
        return 0;
    }

    private void onFault(final Throwable failure, final StopSignal stop) {
        fault.compareAndSet(null, failure);
        stop.release();
    }

    private void print(final Report report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ReportJson.of(report));
        } else {
            new ReportText(out).print(report);
        }
        out.flush();
    }
}
