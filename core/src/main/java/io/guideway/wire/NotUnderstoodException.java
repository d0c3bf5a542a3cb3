package io.guideway.wire;

import java.io.Serial;

/** A message is garbage, or newer than this program; says what is wrong with it. Cheap, as garbage may come often. */
final class NotUnderstoodException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    NotUnderstoodException(final String reason) {
        super(reason, null, false, false);
    }
}
