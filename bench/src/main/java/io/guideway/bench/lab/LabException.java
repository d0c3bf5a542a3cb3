package io.guideway.bench.lab;

/** The lab cannot go on; the message says what went wrong, in words for the person at the terminal. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message that names the value and the remedy. */
    public LabException(final String message) {
        super(message);
    }
}
