package io.guideway.controller.operate;

import java.io.Serial;

/** A question that nobody answers at present. */
public final class UnansweredException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param reason with the remedy */
    public UnansweredException(final String reason) {
        super(reason, null, false, false);
    }
}
