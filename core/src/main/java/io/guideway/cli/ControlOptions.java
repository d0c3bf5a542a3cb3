package io.guideway.cli;

import io.guideway.controller.Controller;
import io.guideway.controller.desired.ChangesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a controller is told beside its file. */
final class ControlOptions {
    private static final Path STANDARD = Path.of("/var/lib/guideway");

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where changes made by command are kept (NAME.changes.json, by the node's name, in"
                    + " /var/lib/guideway if that can be written, else in $XDG_STATE_HOME/guideway or"
                    + " ~/.local/state/guideway).")
    private Path state;

    @Option(names = "--watch", description = "Read the configuration again whenever the file changes.")
    private boolean watch;

    /** What was said of it, for a controller that another process starts. */
    List<String> arguments() {
        final List<String> arguments = new ArrayList<>();
        if (state != null) {
            arguments.addAll(List.of("--state", state.toString()));
        }
        if (watch) {
            arguments.add("--watch");
        }
        return arguments;
    }

    /** Where the changes of a node are kept. */
    ChangesFile changes(final String node) {
        return new ChangesFile(
                state == null ? folder().resolve(WirePlace.leaf(node) + ".changes.json") : state.toAbsolutePath());
    }

    private static Path folder() {
        final Path nearest = Files.exists(STANDARD) ? STANDARD : STANDARD.getParent();
        return Files.isWritable(nearest) ? STANDARD : ownFolder();
    }

    private static Path ownFolder() {
        final Path home = Path.of(System.getProperty("user.home"), ".local", "state");
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home)
                .resolve("guideway");
    }

    /** Watches the file, if that is asked for, until what this returns is closed. */
    Watching watching(final Controller controller) throws IOException {
        return watch ? controller.watch()::close : () -> {};
    }

    /** Ends without anything to be caught. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
