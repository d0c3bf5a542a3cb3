package io.guideway.wire;

/** Who reads. */
enum Side {
    FORWARDER("forwarder", Command.class),
    CONTROLLER("controller", Answer.class);

    private final String text;
    private final Class<? extends Message> reads;

    Side(final String text, final Class<? extends Message> reads) {
        this.text = text;
        this.reads = reads;
    }

    /** Whether the message is meant for this side. */
    boolean reads(final Message message) {
        return reads.isInstance(message);
    }

    @Override
    public String toString() {
        return text;
    }
}
