package io.guideway.bench.flatness;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.forward.RunOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./guideway bench flatness}. */
@Command(
        name = "flatness",
        description = {
            "Measures what a packet costs as flows grow from 1 thousand to 10 million, backends from 10 to 10,000 and"
                    + " services from 1 to 10,000, in Java and in C. Each point is \"bench forward\" in a JVM of its own;"
                    + " rounds go over all points in changing order, and figures are medians over the rounds. The whole"
                    + " takes about ten minutes."
        })
public final class FlatnessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--axis",
            defaultValue = "all",
            description = "What grows: flows, backends, services or all (${DEFAULT-VALUE}).")
    private String axis;

    @Option(
            names = "--flows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Flows where it is not they that grow (${DEFAULT-VALUE}).")
    private int flows;

    @Option(
            names = "--up-to",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Leave out the points of an axis that are above N, but for its first two (${DEFAULT-VALUE}).")
    private int upTo;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each point is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of Java, and runs of C, each time (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--seconds-per-run",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "Length of a run (${DEFAULT-VALUE}).")
    private double secondsPerRun;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Put flatness.json and a chart of each axis, flatness-AXIS.svg, there.")
    private Path output;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final Map<Axis, List<Curve>> curves = curves();
        final ForwardJvm jvm = jvm();
        if (output != null) {
            Files.createDirectories(output); // before anything is measured, as it may be refused
        }
        final SequencedSet<Setting> settings = new LinkedHashSet<>();
        curves.values().forEach(some -> some.forEach(curve -> settings.addAll(curve.settings())));
        final Rounds figures = Rounds.run(
                settings, rounds, jvm, (round, number, setting) -> tell(round, number, settings.size(), setting));
        report(new FlatnessReport(options.label(), curves, figures, runs(), jvm.conditions()));
        return CommandLine.ExitCode.OK;
    }

    private Map<Axis, List<Curve>> curves() {
        final List<Axis> axes = Axis.named(axis);
        if (axes.isEmpty()) {
            throw options.wrongUse("axis is %s; give flows, backends, services or all".formatted(axis));
        }
        options.requireFlows(flows);
        options.requireAtLeastOne("up-to", upTo);
        options.requireAtLeastOne("rounds", rounds);
        final Map<Axis, List<Curve>> curves = new LinkedHashMap<>();
        axes.forEach(one -> curves.put(one, one.curves(flows, upTo)));
        return curves;
    }

    private ForwardJvm jvm() {
        options.requireAtLeastOne("pairs", pairs);
        options.milliseconds(secondsPerRun);
        final List<String> words = new ArrayList<>(options.words());
        words.addAll(List.of("--pairs", Integer.toString(pairs), "--seconds-per-run", Double.toString(secondsPerRun)));
        return new ForwardJvm(spec.root().userObject().getClass().getName(), words);
    }

    private void tell(final int round, final int number, final int settings, final Setting setting) {
        spec.commandLine()
                .getErr()
                .printf("round %d of %d, point %d of %d: %s%n", round, rounds, number, settings, setting);
    }

    private String runs() {
        return String.format(Locale.ROOT, "%d pairs of runs of %s s", pairs, secondsPerRun);
    }

    private void report(final FlatnessReport report) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final ObjectNode figures = FlatnessJson.of(report);
        if (print.json()) {
            out.println(figures);
            out.flush();
        } else {
            report.print(out);
        }
        if (output != null) {
            Files.writeString(output.resolve("flatness.json"), figures.toPrettyString() + "\n");
            for (final Axis one : report.curves().keySet()) {
                Files.writeString(
                        output.resolve("flatness-%s.svg".formatted(one.label())),
                        FlatnessChart.of(report, one).svg());
            }
        }
    }
}
