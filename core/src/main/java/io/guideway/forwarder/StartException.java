package io.guideway.forwarder;

import java.io.Serial;

/** The packet process cannot start as it was told to; the message names the value and the remedy. */
public final class StartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    StartException(final String message) {
        super(message);
    }
}
