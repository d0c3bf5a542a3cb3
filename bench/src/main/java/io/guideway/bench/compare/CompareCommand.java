package io.guideway.bench.compare;

import io.guideway.bench.PrintOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench compare}. */
@Command(
        name = "compare",
        description = {
            "Compares two files of results benchmark by benchmark: of \"guideway bench jmh -rf json -rff FILE\", of \"guideway"
                    + " bench suite --output FILE\", or of \"guideway bench forward --json\". Says how much and whether that"
                    + " is more than noise."
        })
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OLD", index = "0", description = "Results of before.")
    private Path before;

    @Parameters(paramLabel = "NEW", index = "1", description = "Results of now.")
    private Path after;

    @Option(names = "--only-changes", description = "Leave out where no difference is shown.")
    private boolean onlyChanges;

    @Option(
            names = "--fail-on-slower",
            paramLabel = "PERCENT",
            description = "End with 1 if a benchmark takes longer by more than that, beyond its interval.")
    private Double failOnSlower;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() {
        if (failOnSlower != null && !(failOnSlower >= 0)) {
            throw wrongUse("fail-on-slower is %s; give 0 or more".formatted(failOnSlower));
        }
        final Comparison comparison;
        try {
            comparison = Comparison.of(ResultFile.read(before), ResultFile.read(after));
        } catch (final WrongFileException wrong) {
            throw wrongUse(wrong.getMessage());
        }
        print(comparison);
        return isTooSlow(comparison) ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private ParameterException wrongUse(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(final Comparison comparison) {
        final PrintWriter out = spec.commandLine().getOut();
        final List<Difference> shown = onlyChanges ? comparison.changes() : comparison.differences();
        if (print.json()) {
            out.println(CompareJson.of(comparison, shown));
            out.flush();
        } else {
            new CompareReport(comparison, shown).print(out);
        }
    }

    private boolean isTooSlow(final Comparison comparison) {
        return failOnSlower != null
                && comparison.differences().stream().anyMatch(one -> one.isSlowerByMoreThan(failOnSlower));
    }
}
