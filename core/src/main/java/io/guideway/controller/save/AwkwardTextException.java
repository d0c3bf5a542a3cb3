package io.guideway.controller.save;

import java.io.Serial;

/** The text is good YAML, but written in a way that this cannot change in place. */
public final class AwkwardTextException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    AwkwardTextException(final String message) {
        super(message);
    }
}
