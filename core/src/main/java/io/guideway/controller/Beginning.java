package io.guideway.controller;

import io.guideway.controller.desired.ChangesFile;
import io.guideway.controller.desired.Overlay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a controller begins with.
 *
 * @param desired what the node shall do
 * @param changes where changes made by command are kept
 */
public record Beginning(Desired desired, ChangesFile changes) {

    /**
     * Reads a configuration file, and the changes made by command that stand above it.
     *
     * @param changes of a node, by its name
     * @param log takes a line for each warning, and for each change that is dropped because what it is about is no more
     * @throws ConfigurationException if the file, or the changes, or both together cannot be used
     */
    public static Beginning of(final Path file, final Function<String, ChangesFile> changes, final Consumer<String> log)
            throws ConfigurationException {
        final FileDocument document = ConfigurationFile.load(file);
        document.checked().warnings().forEach(warning -> log.accept("warning: " + warning));
        final ChangesFile kept =
                changes.apply(document.checked().configuration().node().name());
        final Overlay overlay = read(kept);
        try {
            final Fitting.Fitted fitted = Fitting.of(document, overlay);
            fitted.dropped().forEach(log);
            return new Beginning(Desired.of(document, fitted.overlay()), kept);
        } catch (final ConfigurationException unfit) {
            final List<Problem> problems = new ArrayList<>(unfit.problems());
            problems.add(problem(
                    kept,
                    "these changes made by command do not fit the configuration file",
                    "mend the file, or move this one away to begin without them"));
            throw new ConfigurationException(unfit.kind(), problems, unfit.warnings());
        }
    }

    private static Overlay read(final ChangesFile changes) throws ConfigurationException {
        try {
            return changes.read();
        } catch (final IOException damaged) {
            throw new ConfigurationException(
                    ConfigurationException.Kind.UNPARSEABLE,
                    List.of(problem(
                            changes,
                            "the changes made by command cannot be read: " + damaged.getMessage(),
                            "mend this file, or move it away to begin without them")),
                    List.of());
        }
    }

    private static Problem problem(final ChangesFile changes, final String message, final String remedy) {
        return new Problem(changes.path().toString(), 0, 0, "", Optional.empty(), message, remedy);
    }
}
