package io.guideway.controller.vip;

import java.io.Serial;

/** The kernel cannot be set up for checks via a VIP; the message says why, and what helps. */
public final class VipException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Says why, and what helps. */
    public VipException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
