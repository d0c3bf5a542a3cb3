package io.guideway.bench.cli;

import io.guideway.bench.lab.LabException;
import io.guideway.ring.DpdkException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a command line of this module starts and ends. Exit codes: 0 fine, 1 it failed, 2 wrong use. */
final class Launch {
    private Launch() {}

    /** Does not return. */
    static void run(final Object command, final String... arguments) {
        System.exit(commandLine(command).execute(arguments));
    }

    /** What reads and runs a command line, and tells failures. */
    static CommandLine commandLine(final Object command) {
        return new CommandLine(command).setExecutionExceptionHandler(Launch::failed);
    }

    /** One line for what can go wrong outside, a stack trace for a fault of ours. */
    private static int failed(final Exception failure, final CommandLine commandLine, final ParseResult parsed)
            throws Exception {
        if (!(failure instanceof DpdkException || failure instanceof LabException || failure instanceof IOException)) {
            throw failure;
        }
        commandLine.getErr().println("guideway: " + failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
