package io.guideway.controller;

/** What a worker does when its queues were empty. */
public enum IdleMode {
    /** Polls again at once: the lowest latency, a whole CPU. */
    BUSY_SPIN("busy-spin"),
    /** Waits longer the longer nothing comes. */
    BACKOFF("backoff");

    private final String text;

    IdleMode(final String text) {
        this.text = text;
    }

    /** The mode that {@code text} names in the file; the caller has checked that one has it. */
    static IdleMode of(final String text) {
        return text.equals(BACKOFF.text) ? BACKOFF : BUSY_SPIN;
    }

    /** As the file writes it. */
    @Override
    public String toString() {
        return text;
    }
}
