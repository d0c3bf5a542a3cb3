package io.guideway.controller;

import java.io.Serial;

/** What was wanted of a {@link Target} is not done, and everything is as it was; the message says why. */
public final class TargetRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param reason for people */
    public TargetRefusedException(final String reason) {
        super(reason);
    }
}
