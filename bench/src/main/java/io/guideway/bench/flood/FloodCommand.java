package io.guideway.bench.flood;

import io.guideway.bench.PrintOptions;
import io.guideway.service.FlowTracking.Scope;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./guideway lab flood}. */
@Command(
        name = "flood",
        description = {
            "Floods a service whose slots move while honest connections run and begin, and looks at each honest packet: does"
                    + " it come to its connection's backend? One worker between rings in memory, in a time of its own: each"
                    + " run does the same. No DPDK, no network and no root is needed. Exit code 1 if a connection that was"
                    + " there before suffered under a flood that can be told from connections: any but pair."
        })
public final class FloodCommand implements Callable<Integer> {
    private static final long QUICK = 2_000_000;
    private static final long MOST_PACKETS = 1_000_000_000;
    private static final int FEWEST_RECORDS = 8;
    private static final int MOST_RECORDS = 1 << 28;
    private static final int MOST_ESTABLISHED = 1_000_000;
    private static final int MOST_RATE = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only these: syn, ack, source, fragment, pair (all).",
            converter = KindReader.class)
    private List<Kind> kinds = List.of(Kind.values());

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "Packets of each flood (${DEFAULT-VALUE}).")
    private long packets;

    @Option(names = "--quick", description = "Floods of 2000000 packets.")
    private boolean quick;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Thousands of flood packets in a second of the node's time (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--established",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Connections before the flood (${DEFAULT-VALUE}).")
    private int established;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1048576",
            description = "Places of the record table (${DEFAULT-VALUE}).")
    private int records;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() {
        final Flood.Plan plan = plan();
        final List<Flood> floods = new ArrayList<>();
        for (final Kind kind : kinds) {
            for (final Scope scope : List.of(Scope.MOVED, Scope.ALL)) {
                floods.add(Flood.of(kind, scope, plan));
            }
        }
        print(new FloodReport(plan, floods));
        return floods.stream().allMatch(flood -> flood.kind() == Kind.PAIR || flood.isHarmless())
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private Flood.Plan plan() {
        requireRange("packets", packets, 1, MOST_PACKETS);
        requireRange("rate", rate, 1, MOST_RATE);
        requireRange("established", established, 1, MOST_ESTABLISHED);
        requireRange("records", records, FEWEST_RECORDS, MOST_RECORDS);
        return new Flood.Plan(quick ? QUICK : packets, rate, established, records);
    }

    private void requireRange(final String name, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), "%s is %d; give %d to %d".formatted(name, value, least, most));
        }
    }

    private void print(final FloodReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }

    /** Kinds as people write them. */
    private static final class KindReader implements CommandLine.ITypeConverter<Kind> {
        @Override
        public Kind convert(final String text) {
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "kind is %s; give syn, ack, source, fragment or pair".formatted(text)));
        }
    }
}
