package io.guideway.cli.demo;

/** The demo cannot go on; the message says what went wrong, in words for the person at the terminal. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message that names the value and the remedy. */
    public DemoException(final String message) {
        super(message);
    }
}
