package io.guideway.controller.health;

/**
 * What one run of a check found.
 *
 * @param reason what was seen, for people: {@code HTTP 500, expected 200}
 */
record Outcome(Kind kind, String reason) {
    enum Kind {
        GOOD,
        BAD,
        /** This node could not ask, which says nothing about the backend. */
        UNKNOWN
    }

    static Outcome good(final String reason) {
        return new Outcome(Kind.GOOD, reason);
    }

    static Outcome bad(final String reason) {
        return new Outcome(Kind.BAD, reason);
    }

    static Outcome unknown(final String reason) {
        return new Outcome(Kind.UNKNOWN, reason);
    }
}
