package io.guideway.cli;

import io.guideway.controller.ConfigurationException;
import io.guideway.forwarder.NodePlan;
import io.guideway.forwarder.Replay;
import io.guideway.forwarder.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Runs a capture through the real pipeline, once and in order. */
@Command(
        name = "replay",
        description = {
            "Runs a capture through the real pipeline, in order, one pass: what it writes is what the NIC would have sent.",
            "Needs no huge pages, no network and no root. Frames for any station are taken, unless the port has a"
                    + " configured 'mac' and is not promiscuous."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    /** The first and only generation of a replay. */
    private static final long GENERATION = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Parameters(index = "1", paramLabel = "IN.pcap", description = "The capture, pcap or pcapng, of Ethernet frames.")
    private Path in;

    @Parameters(index = "2", paramLabel = "OUT.pcap", description = "Where the packets that leave are written.")
    private Path out;

    @Option(
            names = "--verdicts",
            paramLabel = "FILE.jsonl",
            description = "Write one line an input packet: index, verdict, reason, service, backend, slot, generation,"
                    + " and the indices of the output packets it caused.")
    private Path verdicts;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port that the packets arrive on (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--json", description = "Print the counters as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationException, IOException {
        final NodePlan plan = Plans.read(file, spec.commandLine().getErr());
        final long start = System.nanoTime();
        final Report report = replay(plan);
        print(report, System.nanoTime() - start);
        return 0;
    }

    private Report replay(final NodePlan plan) throws IOException {
        if (verdicts == null) {
            return new Replay(plan, port, (batch, received) -> {}).run(in, out);
        }
        try (VerdictFile lines = new VerdictFile(verdicts, plan.services(), GENERATION)) {
            final Report report = new Replay(plan, port, lines).run(in, out);
            lines.keep();
            return report;
        }
    }

    private void print(final Report report, final long durationNs) {
        final double seconds = (double) durationNs / TimeUnit.SECONDS.toNanos(1);
        final PrintWriter print = spec.commandLine().getOut();
        if (json) {
            final ObjectNode object = ReportJson.of(report);
            object.put("seconds", seconds);
            print.println(object);
        } else {
            new ReportText(print).print(report);
            print.printf(Locale.ROOT, "%.3f s, start of DPDK included%n", seconds);
        }
        print.flush();
    }
}
