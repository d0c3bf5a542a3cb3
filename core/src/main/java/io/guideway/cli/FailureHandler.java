package io.guideway.cli;

import io.guideway.controller.ConfigurationException;
import io.guideway.controller.vip.VipException;
import io.guideway.forwarder.StartException;
import io.guideway.ring.DpdkException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a user sees when a command fails: one message for what can go wrong outside, a stack trace for a fault of ours. */
final class FailureHandler implements IExecutionExceptionHandler {
    private static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    @Override
    public int handleExecutionException(
            final Exception failure, final CommandLine commandLine, final ParseResult parsed) {
        final PrintWriter err = commandLine.getErr();
        return switch (failure) {
            case final ConfigurationException refused -> {
                err.println(refused.getMessage());
                yield refused.kind().exitCode();
            }
            case final DpdkException dpdk -> failed(err, dpdk.getMessage());
            case final VipException vip -> failed(err, vip.getMessage());
            case final StartException start -> failed(err, start.getMessage());
            case final IOException io -> failed(err, io.getMessage());
            default -> {
                err.println("guideway: a fault in the program itself; please report it with what follows");
                failure.printStackTrace(err);
                yield FAILED;
            }
        };
    }

    private static int failed(final PrintWriter err, final String message) {
        err.println("guideway: " + message);
        return FAILED;
    }
}
