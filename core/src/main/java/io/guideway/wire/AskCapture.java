package io.guideway.wire;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;

/**
 * Starts a capture, stops it, or asks how it goes.
 *
 * @param id a number for the answer
 * @param order what to do; for {@link Action#START} alone, else {@link Order#NONE}
 */
public record AskCapture(long id, Action action, Order order) implements Command {
    /** As an address of a filter: whoever it is. It is nobody's. */
    static final IpAddress ANYBODY = new IpAddress(0, 0);

    /** What is asked. */
    public enum Action {
        /** How does it go? */
        LOOK,
        /** Begin; refused while one goes on. */
        START,
        /** End it, if one goes on. */
        STOP
    }

    /**
     * A capture.
     *
     * @param file where to write it: absolute, and of nothing that is there
     * @param count packets after which it ends, 1 or more
     * @param seconds after which it ends, 1 or more
     * @param snap octets kept of each packet
     */
    public record Order(CaptureFilter filter, String file, int count, int seconds, int snap) {
        /** None. */
        public static final Order NONE = new Order(CaptureFilter.ALL, "", 0, 0, 0);
    }
}
