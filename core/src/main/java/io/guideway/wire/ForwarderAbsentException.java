package io.guideway.wire;

import java.io.Serial;

/** No forwarder is to be found at a place; it may come. */
public final class ForwarderAbsentException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ForwarderAbsentException(final String message, final Exception cause) {
        super(message, cause);
    }
}
