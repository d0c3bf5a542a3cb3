package io.guideway.packet;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which packets are captured: those that all of this is true of. What is empty asks for nothing.
 *
 * @param service name of the service that they are of
 * @param backend that was chosen for them
 * @param verdict what became of them
 * @param protocol IP protocol number, 0 to 255
 */
public record CaptureFilter(
        Optional<String> service,
        Optional<IpAddress> backend,
        Optional<Verdict> verdict,
        OptionalInt protocol,
        End source,
        End destination) {
    /** Takes every packet. */
    public static final CaptureFilter ALL = new CaptureFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), End.ANY, End.ANY);

    /**
     * One end of a packet's way, as its own headers name it.
     *
     * @param address of the IP header
     * @param port of the transport header, 0 to 65535; fragments without ports have none
     */
    public record End(Optional<IpAddress> address, OptionalInt port) {
        /** Whoever it is. */
        public static final End ANY = new End(Optional.empty(), OptionalInt.empty());
    }

    /** Whether it asks for what stands in a packet's headers. */
    public boolean readsPackets() {
        return protocol.isPresent() || !source.equals(End.ANY) || !destination.equals(End.ANY);
    }
}
