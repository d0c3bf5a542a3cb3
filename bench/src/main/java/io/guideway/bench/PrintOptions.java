package io.guideway.bench;

import picocli.CommandLine.Option;

/** What every command has that prints figures. A mixin. */
public final class PrintOptions {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** Whether programs read it, not people. */
    public boolean json() {
        return json;
    }
}
