package io.guideway.bench.forward;

import io.guideway.service.Mode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    private static final int MILLISECONDS = 1000;
    private static final double LONGEST_RUN = 60;

    @Spec
    private CommandSpec spec;

    @Option(names = "--mode", defaultValue = "l2dsr", description = "l2dsr or ipip (${DEFAULT-VALUE}).")
    private String mode;

    @Option(names = "--family", defaultValue = "4", description = "4 or 6, of packets and backends (${DEFAULT-VALUE}).")
    private int family;

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

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU that all runs are bound to (the last one).")
    private Integer cpu;

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
        final int milliseconds = milliseconds();
        require(pairs >= 1, "pairs is %d; give 1 or more".formatted(pairs));
        final int worker = cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu;
        try (Rig rig = new Rig(scenario)) {
            final Comparison figures = PinnedThread.call(worker, () -> Comparison.run(rig, pairs, milliseconds));
            print(new ForwardReport(scenario, milliseconds, worker, figures, Machine.current(rig.memory())));
        }
        return CommandLine.ExitCode.OK;
    }

    private Scenario scenario() {
        require(family == 4 || family == 6, "family is %d; give 4 or 6".formatted(family));
        final boolean ipv6 = family == 6;
        final int length = frame == null ? Scenario.shortestFrame(ipv6) : frame;
        try {
            return new Scenario(mode(), ipv6, flows, backends, services, burst, length);
        } catch (final IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    private Mode mode() {
        return switch (mode) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            default ->
                throw new ParameterException(spec.commandLine(), "mode is %s; give l2dsr or ipip".formatted(mode));
        };
    }

    private int milliseconds() {
        require(
                secondsPerRun >= 1.0 / MILLISECONDS && secondsPerRun <= LONGEST_RUN,
                String.format(Locale.ROOT, "seconds-per-run is %s; give 0.001 to %.0f", secondsPerRun, LONGEST_RUN));
        return (int) Math.round(secondsPerRun * MILLISECONDS);
    }

    private void require(final boolean fine, final String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
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
