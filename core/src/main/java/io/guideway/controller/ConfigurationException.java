package io.guideway.controller;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that is refused whole, with everything that was found wrong in it. */
public final class ConfigurationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** How far the file came. */
    public enum Kind {
        /** It cannot be read, or is not one YAML document. */
        UNPARSEABLE(1),
        /** It breaks the schema, or says what makes no sense. */
        MEANINGLESS(2);

        private final int exitCode;

        Kind(final int exitCode) {
            this.exitCode = exitCode;
        }

        /** What {@code guideway check} ends with. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;
    private final transient List<Problem> problems;
    private final transient List<Problem> warnings;

    ConfigurationException(final Kind kind, final List<Problem> problems, final List<Problem> warnings) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.kind = kind;
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** How far the file came. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong, at least one thing, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is doubtful besides, in the order of the file. */
    public List<Problem> warnings() {
        return warnings;
    }
}
