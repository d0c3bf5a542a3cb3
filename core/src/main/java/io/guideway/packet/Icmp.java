package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * An ICMP (RFC 792) or ICMPv6 (RFC 4443) header seen in place at a native address.
 * <pre>
 *  octet 0 | type 1, code 1, checksum 2 |
 *        4 | by type 4                  |
 *        8 | an error's: the packet that it is about, from its IP header on
 * </pre>
 * Values are in host order.
 */
public final class Icmp {
    /** Octets of a header. */
    public static final int HEADER = 8;

    public static final int CHECKSUM = 2;

    /** In "fragmentation needed" (RFC 1191, section 4): MTU of the next hop, 2 octets. */
    public static final int NEXT_HOP_MTU = 6;

    /** In "packet too big" (RFC 4443, section 3.2): MTU of the next hop, 4 octets. */
    public static final int V6_MTU = 4;

    /** Type and code as one word: echo request of ICMP. */
    public static final int ECHO = 0x0800;

    /** Echo reply of ICMP. */
    public static final int ECHO_REPLY = 0x0000;

    /** Destination unreachable, fragmentation needed and DF set. */
    public static final int FRAGMENTATION_NEEDED = 0x0304;

    /** Echo request of ICMPv6. */
    public static final int V6_ECHO = 0x8000;

    /** Echo reply of ICMPv6. */
    public static final int V6_ECHO_REPLY = 0x8100;

    /** Packet too big of ICMPv6. */
    public static final int V6_PACKET_TOO_BIG = 0x0200;

    private static final int UNREACHABLE = 3;
    private static final int TIME_EXCEEDED = 11;
    private static final int PARAMETER_PROBLEM = 12;
    private static final int V6_UNREACHABLE = 1;
    private static final int V6_PARAMETER_PROBLEM = 4;

    private Icmp() {}

    /** Type and code. */
    public static int typeAndCode(final long header) {
        return Mem.u16be(header);
    }

    /** Whether a type of ICMP reports an error to the sender of the packet that it quotes, which is to act on it. */
    public static boolean isError(final int typeAndCode) {
        final int type = typeAndCode >>> 8;
        return type == UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    }

    /** The same for ICMPv6: unreachable, packet too big, time exceeded, parameter problem. */
    public static boolean isV6Error(final int typeAndCode) {
        final int type = typeAndCode >>> 8;
        return type >= V6_UNREACHABLE && type <= V6_PARAMETER_PROBLEM;
    }
}
