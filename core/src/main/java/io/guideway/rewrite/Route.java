package io.guideway.rewrite;

import io.guideway.packet.IpAddress;

/**
 * The way from the node to a backend.
 *
 * @param port index of the transmit queue that leads there
 * @param mtu octets of the largest IP packet on that port
 * @param stationMac Ethernet address of the port, the source of frames that leave by it
 * @param nextHopMac Ethernet address of the backend, or of the gateway towards it; {@link #UNRESOLVED} where it is unknown
 * @param outerSource source address of outer headers, of the backend's family; null where packets are not encapsulated
 * @param spreadBits last bits of it that differ by flow, and are 0 here; 0 where all flows have the same
 * @param neighbour number of the next hop, by which {@link BackendTable#resolve} is told its Ethernet address later; {@link
 *     #SETTLED} where nobody will
 */
public record Route(
        int port, int mtu, long stationMac, long nextHopMac, IpAddress outerSource, int spreadBits, int neighbour) {
    /** Instead of a neighbour's number: the Ethernet address stays as it is. */
    public static final int SETTLED = -1;

    /** Instead of an Ethernet address: nobody has told yet. Packets for this backend are dropped by name. */
    public static final long UNRESOLVED = -1;

    /** A way on which nothing changes any more, with the same outer source for all flows. */
    public Route(
            final int port, final int mtu, final long stationMac, final long nextHopMac, final IpAddress outerSource) {
        this(port, mtu, stationMac, nextHopMac, outerSource, 0);
    }

    /** A way on which nothing changes any more. */
    public Route(
            final int port,
            final int mtu,
            final long stationMac,
            final long nextHopMac,
            final IpAddress outerSource,
            final int spreadBits) {
        this(port, mtu, stationMac, nextHopMac, outerSource, spreadBits, SETTLED);
    }
}
