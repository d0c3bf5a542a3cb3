package io.guideway.controller.health;

import java.io.Serial;

/** A backend's answer is not what it should be; the message says what came and what was expected. Carries no stack trace. */
final class CheckFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    CheckFailure(final String message) {
        super(message, null, false, false);
    }
}
