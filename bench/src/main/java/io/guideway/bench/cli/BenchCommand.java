package io.guideway.bench.cli;

import io.guideway.bench.change.ChangeCommand;
import io.guideway.bench.churn.ChurnCommand;
import io.guideway.bench.compare.CompareCommand;
import io.guideway.bench.flatness.FlatnessCommand;
import io.guideway.bench.forward.ForwardCommand;
import io.guideway.bench.health.HealthCommand;
import io.guideway.bench.load.LoadCommand;
import io.guideway.bench.stall.StallCommand;
import io.guideway.bench.steady.SteadyCommand;
import io.guideway.bench.suite.SuiteCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./guideway bench}, but for {@code jmh}, which the launcher hands over to JMH as it stands. */
@Command(
        name = "guideway bench",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ForwardCommand.class,
            FlatnessCommand.class,
            StallCommand.class,
            ChangeCommand.class,
            ChurnCommand.class,
            SteadyCommand.class,
            LoadCommand.class,
            SuiteCommand.class,
            CompareCommand.class,
            HealthCommand.class
        },
        description = "Measures the packet path. The benchmarks of single stages: guideway bench jmh -h")
public final class BenchCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** Starts the program. */
    public static void main(final String[] arguments) {
        Launch.run(new BenchCommand(), arguments);
    }
}
