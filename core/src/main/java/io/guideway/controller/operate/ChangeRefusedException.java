package io.guideway.controller.operate;

import java.io.Serial;
import java.util.List;

/** A change that is refused whole, with everything that is wrong with it. */
public final class ChangeRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Kind {
        /** It names a service or backend that is not there. */
        NOT_FOUND,
        /** It says what cannot be, or is not understood. */
        INVALID,
        /** It fits on its own, but not with what is there. */
        CONFLICT,
        /** The forwarder, or the file system, does not carry it out. */
        NOT_CARRIED_OUT
    }

    private final Kind kind;
    private final transient List<String> problems;

    /** @param problems at least one; each names the value and the remedy */
    public ChangeRefusedException(final Kind kind, final List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Everything that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
