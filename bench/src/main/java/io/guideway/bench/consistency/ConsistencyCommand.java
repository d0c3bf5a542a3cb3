package io.guideway.bench.consistency;

import io.guideway.bench.PrintOptions;
import io.guideway.maglev.TableSize;
import io.guideway.service.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./guideway lab consistency}. */
@Command(
        name = "consistency",
        description = {
            "Counts the flows that lose their backend while backends come and go and nodes die at that very moment: a simulated"
                    + " tier, whose nodes decide by the real tables, records and generations. Compared are the hash modulo the"
                    + " number of backends, Maglev alone, Maglev with a table on each node, and ours. The same seed gives"
                    + " the same figures. Exit code 1 if a broken flow of ours cannot be explained."
        })
public final class ConsistencyCommand implements Callable<Integer> {
    private static final int QUICK_FLOWS = 100_000;
    private static final int MOST_NODES = 16;
    private static final int MOST_BACKENDS = 1_000;
    private static final int FEWEST_BACKENDS = 10;
    private static final int MOST_FLOWS = 10_000_000;
    private static final int MOST_CHANGES = 500;
    private static final int LONGEST_SECONDS = 240;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "100,000 flows and no more, unless --flows says otherwise.")
    private boolean quick;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "8", description = "Nodes (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--backends", paramLabel = "N", defaultValue = "100", description = "Backends (${DEFAULT-VALUE}).")
    private int backends;

    @Option(names = "--flows", paramLabel = "N", description = "Flows in all (940000).")
    private Integer flows;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "22",
            description = "Changes of the backends, one a minute (${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "--table-size",
            paramLabel = "SLOTS",
            defaultValue = "" + Service.DEFAULT_TABLE_SIZE,
            description = "Slots of the lookup table, a prime (${DEFAULT-VALUE}).")
    private int tableSize;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            split = ",",
            defaultValue = "60,120",
            description = "Drain times of ours (${DEFAULT-VALUE}).")
    private List<Integer> drains;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "55",
            description = "The longest that a flow says nothing (${DEFAULT-VALUE}).")
    private int silence;

    @Option(
            names = "--loss",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of what nodes say of flows that never arrives (${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what is random (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--output", paramLabel = "DIR", description = "A directory for the figures as JSON and charts.")
    private Path output;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        final ConsistencyReport report = new ConsistencyReport(plan(), run(plan()));
        print(report);
        final boolean isExplained = report.outcomes().stream()
                .noneMatch(outcome -> outcome.reasons().containsKey(Reason.UNEXPLAINED));
        return isExplained ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Plan plan() {
        final int all = flows == null ? quick ? QUICK_FLOWS : 940_000 : flows;
        requireRange("nodes", nodes, 1, MOST_NODES);
        requireRange("backends", backends, FEWEST_BACKENDS, MOST_BACKENDS);
        requireRange("flows", all, 1, MOST_FLOWS);
        requireRange("changes", changes, 0, MOST_CHANGES);
        requireRange("table-size", tableSize, backends * 2L, TableSize.MAX);
        require(
                TableSize.isPrime(tableSize),
                "table-size is %d; give a prime, such as %d".formatted(tableSize, TableSize.nextPrime(tableSize)));
        requireRange("silence", silence, 1, LONGEST_SECONDS);
        drains.forEach(drain -> requireRange("drain", drain, 1, TierLimits.IDLE_SECONDS));
        require(loss >= 0 && loss <= 1, "loss is %s; give 0 to 1".formatted(loss));
        return new Plan(nodes, backends, all, changes, tableSize, silence, loss, seed);
    }

    private void requireRange(final String name, final long value, final long least, final long most) {
        require(value >= least && value <= most, "%s is %d; give %d to %d".formatted(name, value, least, most));
    }

    private void require(final boolean fine, final String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** All settings, as many at a time as there are CPUs; each is one thread's. */
    private List<Outcome> run(final Plan plan) throws InterruptedException, ExecutionException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            final List<Future<Outcome>> runs = new ArrayList<>();
            for (final Setting setting : settings()) {
                runs.add(threads.submit(() -> run(plan, setting)));
            }
            final List<Outcome> outcomes = new ArrayList<>();
            for (final Future<Outcome> run : runs) {
                outcomes.add(run.get());
            }
            return outcomes;
        }
    }

    private static Outcome run(final Plan plan, final Setting setting) {
        try (Simulation simulation = new Simulation(plan, setting)) {
            return simulation.run();
        }
    }

    private List<Setting> settings() {
        final List<Setting> settings = new ArrayList<>();
        for (final Ecmp ecmp : List.of(Ecmp.RESILIENT, Ecmp.MODULO)) {
            for (final Scheme scheme : List.of(Scheme.MODULO, Scheme.MAGLEV, Scheme.MAGLEV_LOCAL)) {
                settings.add(new Setting(scheme, ecmp, 0));
            }
            drains.forEach(drain -> settings.add(new Setting(Scheme.OURS, ecmp, drain)));
        }
        return settings;
    }

    private void print(final ConsistencyReport report) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
        if (output != null) {
            Files.createDirectories(output);
            Files.writeString(output.resolve("consistency.json"), report.json().toPrettyString() + "\n");
            Files.writeString(
                    output.resolve("consistency-broken.svg"),
                    report.brokenChart().svg());
            Files.writeString(
                    output.resolve("consistency-records.svg"),
                    report.recordsChart().svg());
        }
    }
}
