package io.guideway.bench.forward;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    private RunOptions options;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1000", description = "Flows (${DEFAULT-VALUE}).")
    private int flows;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "10",
            description = "Backends of each service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(names = "--services", paramLabel = "N", defaultValue = "1", description = "Services (${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--distinct-backends",
            description = "No two services share a backend, nor a lookup table (all have the same).")
    private boolean distinctBackends;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "32",
            description = "Most packets of one poll (${DEFAULT-VALUE}).")
    private int burst;

    @Option(
            names = "--frame",
            paramLabel = "OCTETS",
            description = "Length of a frame, without its checksum (the shortest: 60 for IPv4, 62 for IPv6).")
    private Integer frame;

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
        final Scenario scenario = scenario();
        final int milliseconds = options.milliseconds(secondsPerRun);
        options.requireAtLeastOne("pairs", pairs);
        final int worker = options.cpu();
        try (Rig rig = new Rig(scenario)) {
            final Comparison figures = PinnedThread.call(worker, () -> Comparison.run(rig, pairs, milliseconds));
            print(new ForwardReport(scenario, milliseconds, worker, figures, Machine.current(rig.memory())));
        }
        return CommandLine.ExitCode.OK;
    }

    private Scenario scenario() {
        final boolean ipv6 = options.ipv6();
        final int length = frame == null ? Scenario.shortestFrame(ipv6) : frame;
        try {
            return new Scenario(options.mode(), ipv6, flows, backends, services, burst, length, distinctBackends);
        } catch (final IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
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
