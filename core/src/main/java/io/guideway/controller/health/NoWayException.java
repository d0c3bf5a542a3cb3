package io.guideway.controller.health;

import java.io.IOException;
import java.io.Serial;

/** This node cannot ask, whatever the backend would answer. Carries no cause: the message says it. */
public final class NoWayException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param message why, such as {@code all ports for checks via the VIP are in use} */
    public NoWayException(final String message) {
        super(message);
    }
}
