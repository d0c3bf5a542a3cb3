package io.guideway.bench.cli;

import io.guideway.bench.consistency.ConsistencyCommand;
import io.guideway.bench.flood.FloodCommand;
import io.guideway.bench.lab.Rfc2544Command;
import io.guideway.bench.lab.tier.TierCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./guideway lab}: the forwarder as a device under test. */
@Command(
        name = "guideway lab",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Rfc2544Command.class, TierCommand.class, ConsistencyCommand.class, FloodCommand.class},
        description = "Measures the forwarder from outside: as a device under test, and as a tier of nodes.")
public final class LabCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** Starts the program. */
    public static void main(final String[] arguments) {
        Launch.run(new LabCommand(), arguments);
    }
}
