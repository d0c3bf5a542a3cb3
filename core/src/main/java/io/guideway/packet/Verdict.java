package io.guideway.packet;

import java.util.Locale;

/**
 * What becomes of a packet: exactly one of these, counted. All but the first four are drops, and the name is the reason.
 * The order is the order of the stages, so the first thing that is wrong with a packet names its drop.
 */
public enum Verdict {
    /** Sent to a backend. */
    FORWARDED,
    /** Answered by the node itself. */
    ANSWERED,
    /** Given to the kernel. */
    KERNEL,
    /** Kept until the first fragment of its datagram comes: not counted, since one of the others follows. */
    HELD,

    /** Shorter than an Ethernet header, or than the 802.1Q tags that it announces. */
    RUNT_FRAME,
    /** For the Ethernet address of another station. */
    OTHER_MAC,
    /** In a broadcast or multicast frame, and not ARP: a load balancer forwards what was sent to it alone. */
    MULTICAST_MAC,
    /** Address resolution (RFC 826) that asks for no address of ours; what it tells of our neighbours is learned. */
    ARP,
    /** Neither IPv4 nor IPv6 nor ARP. */
    NOT_IP,
    /** The frame ends within the IPv4 header. */
    IPV4_TRUNCATED,
    /** Version is not 4, or the header is said to be shorter than 20 octets. */
    IPV4_HEADER,
    /** Total length reaches beyond the frame, or is shorter than the header. */
    IPV4_LENGTH,
    /** The header's checksum is wrong. */
    IPV4_CHECKSUM,
    /** The frame ends within the IPv6 header. */
    IPV6_TRUNCATED,
    /** Version is not 6. */
    IPV6_HEADER,
    /** The payload reaches beyond the frame. */
    IPV6_LENGTH,
    /** TTL or hop limit 0: nobody may send that, and nobody may pass it on (RFC 791, RFC 8200). */
    TTL_ZERO,
    /** An extension header reaches beyond the packet, or there are more than eight. */
    IPV6_EXTENSION,
    /** The packet ends within the TCP header. */
    TCP_TRUNCATED,
    /** TCP's data offset is below 5 or reaches beyond the packet. */
    TCP_OFFSET,
    /** The packet ends within the UDP header. */
    UDP_TRUNCATED,
    /** UDP's length is below 8 or reaches beyond the packet. */
    UDP_LENGTH,
    /** Not for any VIP. */
    NOT_OURS,
    /** Neighbour discovery (RFC 4861) that asks for no address of ours; what it tells of our neighbours is learned. */
    NEIGHBOUR_DISCOVERY,
    /** Would have gone to the kernel, which gets as much as it may already. */
    KERNEL_RATE,
    /** For a VIP, but no service has this protocol and port there. */
    NO_SERVICE,
    /** From an address that no packet from another host has (RFC 1812, section 5.3.7; RFC 6890). */
    MARTIAN_SOURCE,
    /** From the address that it is for. */
    LAND,
    /** ICMP for a VIP that is neither an echo request nor an error about a flow of a service. */
    ICMP,
    /** It would have been answered by the node itself, which had answered as many as it may. */
    ICMP_RATE,
    /** A fragment of a service that takes none, or of ICMP. */
    FRAGMENT,
    /** A fragment that is empty, is not the last one and no multiple of 8 octets long, or ends beyond the longest datagram. */
    FRAGMENT_LENGTH,
    /** A first fragment without the whole transport header, or one that begins inside a TCP header (RFC 1858, RFC 3128, RFC 7112). */
    FRAGMENT_TINY,
    /** A fragment that overlaps another one of its datagram or repeats it, or a later one of such a datagram (RFC 5722). */
    FRAGMENT_OVERLAP,
    /** A later fragment, and the first one did not come in time. */
    FRAGMENT_ORPHAN,
    /** The service has no backend that takes flows. */
    NO_BACKEND,
    /** The Ethernet address of the backend, or of the gateway towards it, is unknown. */
    NO_NEIGHBOUR,
    /** TTL or hop limit 1, of which the service takes one. */
    TTL_EXPIRED,
    /** The transport checksum has to change with the destination, and is not in this fragment, or not where it can be read. */
    NO_CHECKSUM,
    /** Longer than the MTU of the port that it would leave by, encapsulation included. */
    TOO_BIG,
    /** The buffer has no room before the packet for the outer header. */
    NO_HEADROOM,
    /** It was to be fragmented, and there were no buffers for the fragments. */
    NO_MBUF,
    /** The transmit queue stayed full. */
    TX_FULL;

    private static final Verdict[] VALUES = values();
    private static final int DROPS_BEGIN = RUNT_FRAME.ordinal();

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }

    /** The verdict with the given ordinal, as batches store it. */
    public static Verdict of(final int ordinal) {
        return VALUES[ordinal];
    }

    /** Whether the packet went nowhere. */
    public boolean isDrop() {
        return ordinal() >= DROPS_BEGIN;
    }

    /** The name in metrics, reports and verdict files, such as {@code no-backend}. */
    public String text() {
        return text;
    }
}
