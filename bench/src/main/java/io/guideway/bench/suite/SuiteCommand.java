package io.guideway.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench suite}. */
@Command(
        name = "suite",
        description = {
            "Runs all JMH benchmarks, or some groups, each in five JVMs, with allocation, and prints a table; JMH's own"
                    + " words go to standard error. All take about 20 minutes. For single benchmarks and other options:"
                    + " guideway bench jmh -h"
        })
public final class SuiteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            arity = "1..*",
            description =
                    "parse, lookup, records, build, hash, rewrite, transmit, counters, pipeline, crossing or hop; several may be"
                            + " given (all).")
    private List<String> groups = List.of();

    @Option(names = "--quick", description = "One setting of each for a moment: does it run? The times mean nothing.")
    private boolean quick;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write all results there as JMH's JSON, which \"guideway bench compare\" reads.")
    private Path output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        final Set<Group> some = groups();
        final ChainedOptionsBuilder options = SuiteOptions.of(some, quick);
        if (output != null) {
            Files.writeString(output, ""); // before anything is measured, as it may be refused
            options.resultFormat(ResultFormatType.JSON).result(output.toString());
        }
        new SuiteTable(run(options)).print(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private Set<Group> groups() {
        final Set<Group> some = EnumSet.noneOf(Group.class);
        for (final String name : groups) {
            some.add(Group.named(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "group is %s; give some of %s".formatted(name, String.join(", ", Group.labels())))));
        }
        return some.isEmpty() ? EnumSet.allOf(Group.class) : some;
    }

    private static Collection<RunResult> run(final ChainedOptionsBuilder options) throws IOException {
        final OutputFormat log = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        try {
            return new Runner(options.build(), log).run();
        } catch (final RunnerException failure) {
            throw new IOException("the benchmarks failed: %s".formatted(failure.getMessage()), failure);
        }
    }
}
