package io.guideway.cli;

import io.guideway.forwarder.Forwarder;
import io.guideway.forwarder.NodePlan;
import io.guideway.forwarder.Report;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;

/** A forwarder from its start to its report, whoever tells it its services. */
final class Forwarding {
    /** How the line begins that says that everything is set up. */
    static final String READY = "ready: ";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final StopSignal stop;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    /** What is done while the forwarder is at work. */
    interface Meanwhile {
        /** Returns when the forwarder shall stop. */
        void control(Forwarder forwarder) throws InterruptedException;
    }

    /**
     * @param json whether the report is one JSON object
     * @param stop released when a worker fails; finished by {@link #run}
     */
    Forwarding(final CommandSpec spec, final boolean json, final StopSignal stop) {
        out = spec.commandLine().getOut();
        err = spec.commandLine().getErr();
        this.json = json;
        this.stop = stop;
    }

    /** Forwards until it is told to stop, then says what became of the packets; returns the exit code. */
    int run(final NodePlan plan, final Meanwhile meanwhile) throws InterruptedException {
        int exitCode = 1;
        try {
            exitCode = forward(plan, meanwhile);
            return exitCode;
        } finally {
            stop.finish(exitCode);
        }
    }

    private int forward(final NodePlan plan, final Meanwhile meanwhile) throws InterruptedException {
        try (Forwarder forwarder = new Forwarder(plan, this::onFault, new Log(err))) {
            err.printf(
                    READY + "%d ports, workers on CPU %s; a controller is awaited%n",
                    plan.ports().size(),
                    plan.workers());
            err.flush();
            meanwhile.control(forwarder);
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

    private void onFault(final Throwable failure) {
        fault.compareAndSet(null, failure);
        stop.release();
    }

    private void print(final Report report) {
        if (json) {
            out.println(ReportJson.of(report));
        } else {
            new ReportText(out).print(report);
        }
        out.flush();
    }
}
