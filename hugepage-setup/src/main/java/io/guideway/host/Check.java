package io.guideway.host;

/**
 * One thing the doctor looked at.
 *
 * @param name what was looked at
 * @param state how it is
 * @param found what is there, in words
 * @param mend what mends it, mostly a command to run from the top of the source tree; empty exactly when all is well
 */
public record Check(String name, State state, String found, String mend) {
    /** How a checked thing is. */
    public enum State {
        /** As it should be. */
        OK,
        /** Guideway works, but slower, or not for every purpose. */
        WARNING,
        /** Guideway does not work without it. */
        MISSING
    }

    /** A check with a remedy exactly where one is due. */
    public Check {
        if (mend.isEmpty() != (state == State.OK)) {
            throw new IllegalArgumentException(
                    "%s is %s with the remedy '%s'; give one unless it is OK".formatted(name, state, mend));
        }
    }

    static Check ok(final String name, final String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check warning(final String name, final String found, final String mend) {
        return new Check(name, State.WARNING, found, mend);
    }

    static Check missing(final String name, final String found, final String mend) {
        return new Check(name, State.MISSING, found, mend);
    }
}
