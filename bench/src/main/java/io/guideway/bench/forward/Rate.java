package io.guideway.bench.forward;

/**
 * What a timed run did.
 *
 * @param packets received and dealt with
 * @param nanoseconds it took
 */
public record Rate(long packets, long nanoseconds) {
    /** Millions of packets a second. */
    public double mpps() {
        return packets * 1e3 / nanoseconds;
    }

    /** Nanoseconds a packet. */
    double nsPerPacket() {
        return (double) nanoseconds / packets;
    }
}
