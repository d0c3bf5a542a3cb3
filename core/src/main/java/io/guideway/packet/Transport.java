package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Hot path. What TCP (RFC 9293, section 3.1) and UDP (RFC 768) headers have in common, and the lengths that tell whether
 * one is whole. Seen in place at a native address; values in host order.
 */
public final class Transport {
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMP = 1;
    public static final int ICMPV6 = 58;
    public static final int GRE = 47;

    private static final int DCCP = 33;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    /** Octets of source and destination port, with which the headers of all protocols begin that {@link #hasPorts}. */
    public static final int PORTS = 4;

    /** Octets of a TCP header without options. */
    public static final int TCP_HEADER = 20;

    /** Octets of a UDP header. */
    public static final int UDP_HEADER = 8;

    /** Where the checksum stands in a TCP header. */
    public static final int TCP_CHECKSUM = 16;

    private static final int DESTINATION_PORT = 2;
    private static final int UDP_LENGTH = 4;
    private static final int TCP_DATA_OFFSET = 12;
    private static final int TCP_FLAGS = 13;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private Transport() {}

    /** Whether the headers of a protocol begin with ports as TCP's do (RFC 9260, section 3.1; RFC 4340, section 5.1; RFC 3828). */
    public static boolean hasPorts(final int protocol) {
        return switch (protocol) {
            case TCP, UDP, DCCP, SCTP, UDP_LITE -> true;
            default -> false;
        };
    }

    /** Destination port of a header of a protocol that {@link #hasPorts}. */
    public static int destinationPort(final long header) {
        return Mem.u16be(header + DESTINATION_PORT);
    }

    /** Octets of the TCP header, options included, as it claims: 0 to 60. */
    public static int tcpHeaderLength(final long header) {
        return Mem.u8(header + TCP_DATA_OFFSET) >>> 4 << 2;
    }

    /** Whether a TCP header opens a connection: SYN without ACK. */
    public static boolean isFirst(final long header) {
        return (Mem.u8(header + TCP_FLAGS) & (SYN | ACK)) == SYN;
    }

    /** Octets of UDP header and data, as it claims. */
    public static int udpLength(final long header) {
        return Mem.u16be(header + UDP_LENGTH);
    }
}
