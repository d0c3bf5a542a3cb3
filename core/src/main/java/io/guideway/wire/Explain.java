package io.guideway.wire;

/**
 * What would become of this packet, if it came now? Asking changes nothing.
 *
 * @param id a number for the answer
 * @param port DPDK's number of the port that it arrives on, or {@link #FIRST_PORT}
 * @param isAddressed whether its Ethernet destination stays; if not, it becomes the port's own, as whoever asks for a flow
 *     cannot know that
 * @param frame from the Ethernet header on, without the check sequence
 */
public record Explain(long id, int port, boolean isAddressed, Octets frame) implements Command {
    /** Instead of a port: the first of the configuration. */
    public static final int FIRST_PORT = 0xFFFF;

    /** Octets of the longest frame. */
    public static final int LONGEST_FRAME = 0xFC00;

    /** The same question under another number. */
    public Explain numbered(final long other) {
        return new Explain(other, port, isAddressed, frame);
    }
}
