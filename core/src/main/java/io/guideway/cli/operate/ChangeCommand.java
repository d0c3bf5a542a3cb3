package io.guideway.cli.operate;

import io.guideway.controller.operate.Outcome;
import java.io.IOException;
import picocli.CommandLine.Option;

/** A command that changes what the node does, and prints the difference. */
abstract class ChangeCommand extends ApiCommand {
    @Option(names = "--dry-run", description = "Only say what would change, and how many slots would move.")
    private boolean isDryRun;

    /** A path of the API, so that it does what the options say. */
    final String path(final String... segments) {
        return ApiClient.path(segments) + (isDryRun ? "?dry-run=true" : "");
    }

    @Override
    void print(final Reply reply) throws IOException {
        final Outcome outcome = reply.as(Outcome.class);
        outcome.warnings().forEach(warning -> err().println("warning: " + Line.plain(warning)));
        out().println(OutcomeText.of(outcome));
    }
}
