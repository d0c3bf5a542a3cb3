package io.guideway.controller;

import java.util.ArrayList;
import java.util.List;

/** Collects what the checks find in one file. One thread. */
final class Findings {
    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** @param file the file's name as messages shall give it */
    Findings(final String file) {
        this.file = file;
    }

    void error(final Item at, final String message, final String remedy) {
        errors.add(problem(at, message, remedy));
    }

    void warning(final Item at, final String message, final String remedy) {
        warnings.add(problem(at, message, remedy));
    }

    private Problem problem(final Item at, final String message, final String remedy) {
        final Position position = at.position();
        return new Problem(file, position.line(), position.column(), at.path(), at.shown(), message, remedy);
    }

    /** @throws ConfigurationException if an error was found so far */
    void requireNoErrors() throws ConfigurationException {
        if (!errors.isEmpty()) {
            errors.sort(Problem.BY_PLACE);
            throw new ConfigurationException(ConfigurationException.Kind.MEANINGLESS, errors, warnings());
        }
    }

    /** The warnings in the order of the file. */
    List<Problem> warnings() {
        return warnings.stream().sorted(Problem.BY_PLACE).toList();
    }
}
