package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Hot path. An IPv4 header (RFC 791, section 3.1) seen in place at a native address.
 * <pre>
 *  octet 0 | version, length |  DSCP, ECN  |    total length     |
 *        4 |        identification         | flags, fragm. offset|
 *        8 |       TTL       |  protocol   |   header checksum   |
 *       12 |                    source address                   |
 *       16 |                  destination address                |
 * </pre>
 * Values are in host order. The parser has proved that the header is readable.
 */
public final class Ipv4 {
    /** Octets of a header without options. */
    public static final int HEADER = 20;

    public static final int PROTOCOL = 4;
    public static final int TRAFFIC_CLASS = 1;
    public static final int TOTAL_LENGTH = 2;
    public static final int IDENTIFICATION = 4;
    public static final int FLAGS = 6;
    public static final int TTL = 8;
    public static final int NEXT = 9;
    public static final int CHECKSUM = 10;
    public static final int SOURCE = 12;
    public static final int DESTINATION = 16;

    /** In the flags word: routers must not fragment this packet. */
    public static final int DONT_FRAGMENT = 0x4000;

    /** In the flags word: this is not the last fragment. */
    public static final int MORE_FRAGMENTS = 0x2000;

    /** In the flags word: the fragment offset, in units of 8 octets. */
    public static final int OFFSET = 0x1FFF;

    private static final int FRAGMENT = 0x3FFF;

    private static final long MAPPED = 0xFFFFL << 32;

    private Ipv4() {}

    /** 4, if this is IPv4. */
    public static int version(final long header) {
        return Mem.u8(header) >>> 4;
    }

    /** Octets of the header, options included, as it claims: 0 to 60. */
    public static int headerLength(final long header) {
        return (Mem.u8(header) & 0x0F) << 2;
    }

    /** DSCP and ECN, eight bits. */
    public static int trafficClass(final long header) {
        return Mem.u8(header + TRAFFIC_CLASS);
    }

    /** Octets of header and payload. */
    public static int totalLength(final long header) {
        return Mem.u16be(header + TOTAL_LENGTH);
    }

    /** Three flags and the fragment offset in units of 8 octets. */
    public static int flags(final long header) {
        return Mem.u16be(header + FLAGS);
    }

    /** Whether more fragments follow, or this is not the first one. */
    public static boolean isFragment(final long header) {
        return (flags(header) & FRAGMENT) != 0;
    }

    /** What the fragments of a datagram share, beside addresses and protocol. */
    public static int identification(final long header) {
        return Mem.u16be(header + IDENTIFICATION);
    }

    /** Hops left. */
    public static int ttl(final long header) {
        return Mem.u8(header + TTL);
    }

    /** One hop less, and the checksum kept true; there is one to take. */
    public static void decrementTtl(final long header) {
        final int before = Mem.u16be(header + TTL);
        final int after = before - (1 << 8);
        Mem.u8(header + TTL, after >>> 8);
        Mem.u16be(
                header + CHECKSUM, Checksum.replaced(Mem.u16be(header + CHECKSUM), (~before & 0xFFFF) + (long) after));
    }

    /** Number of the protocol that the payload speaks. */
    public static int protocol(final long header) {
        return Mem.u8(header + NEXT);
    }

    /** Source address in its mapped form (RFC 4291, section 2.5.5.2), the low half; the high half is 0. */
    public static long mappedSource(final long header) {
        return MAPPED | Mem.i32be(header + SOURCE) & 0xFFFF_FFFFL;
    }

    /** Destination address in its mapped form (RFC 4291, section 2.5.5.2), the low half; the high half is 0. */
    public static long mappedDestination(final long header) {
        return MAPPED | destination(header) & 0xFFFF_FFFFL;
    }

    /** Destination address. */
    public static int destination(final long header) {
        return Mem.i32be(header + DESTINATION);
    }
}
