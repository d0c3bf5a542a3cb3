package io.guideway.controller;

import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the configuration file again, under what was changed by command. */
final class Reloading {
    private Reloading() {}

    /**
     * What comes of it.
     *
     * @param dropped a line for each change made by command that is about something that is no more
     */
    record Reloaded(Desired desired, List<String> warnings, List<String> dropped) {}

    /**
     * Reads it.
     *
     * @throws ChangeRefusedException if the file cannot be used, by itself or with what was changed by command, or changes the
     *     node or its ports
     */
    static Reloaded of(final Desired before) throws ChangeRefusedException {
        final FileDocument file = load(before);
        try {
            final Fitting.Fitted fitted = Fitting.of(file, before.overlay());
            return new Reloaded(
                    Desired.of(file, fitted.overlay()),
                    file.checked().warnings().stream().map(Problem::toString).toList(),
                    fitted.dropped());
        } catch (final ConfigurationException conflict) {
            final List<String> problems = new ArrayList<>(texts(conflict));
            problems.add(
                    "the file is good by itself, but not with the changes made by command; undo these, or mend it");
            throw new ChangeRefusedException(Kind.CONFLICT, problems);
        }
    }

    private static FileDocument load(final Desired before) throws ChangeRefusedException {
        try {
            final FileDocument file = ConfigurationFile.load(before.base().file());
            final Configuration running = before.base().checked().configuration();
            final Configuration next = file.checked().configuration();
            if (!next.node().equals(running.node())
                    || !next.dpdk().equals(running.dpdk())
                    || !next.tier().equals(running.tier())) {
                throw new ChangeRefusedException(
                        Kind.INVALID,
                        List.of(
                                "'node', 'dpdk' or 'tier' has changed, which takes a restart; undo that to reload the services"));
            }
            return file;
        } catch (final ConfigurationException bad) {
            throw new ChangeRefusedException(Kind.INVALID, texts(bad));
        }
    }

    private static List<String> texts(final ConfigurationException bad) {
        return bad.problems().stream().map(Problem::toString).toList();
    }
}
