package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Hot path. An IPv6 header (RFC 8200, section 3) seen in place at a native address.
 * <pre>
 *  octet 0 | version 4 bits, traffic class 8, flow label 20      |
 *        4 |       payload length      | next header | hop limit |
 *        8 |                 source address, 16                  |
 *       24 |               destination address, 16               |
 * </pre>
 * Values are in host order. The parser has proved that the header is readable.
 */
public final class Ipv6 {
    /** Octets of the header, extension headers not counted. */
    public static final int HEADER = 40;

    /** Octets of an address. */
    public static final int ADDRESS = 16;

    /** The protocol number that announces an IPv6 packet within another. */
    public static final int PROTOCOL = 41;

    /** The least MTU that a link must have (RFC 8200, section 5). */
    public static final int LEAST_MTU = 1280;

    public static final int PAYLOAD_LENGTH = 4;
    public static final int NEXT = 6;
    public static final int HOP_LIMIT = 7;
    public static final int SOURCE = 8;
    public static final int DESTINATION = 24;

    private Ipv6() {}

    /** 6, if this is IPv6. */
    public static int version(final long header) {
        return Mem.u8(header) >>> 4;
    }

    /** DSCP and ECN, eight bits. */
    public static int trafficClass(final long header) {
        return Mem.u16be(header) >>> 4 & 0xFF;
    }

    /** Sets DSCP and ECN, eight bits. */
    public static void trafficClass(final long header, final int trafficClass) {
        Mem.u16be(header, Mem.u16be(header) & 0xF00F | trafficClass << 4);
    }

    /** One hop less; there is one to take. */
    public static void decrementHopLimit(final long header) {
        Mem.u8(header + HOP_LIMIT, hopLimit(header) - 1);
    }

    /** Octets behind this header. */
    public static int payloadLength(final long header) {
        return Mem.u16be(header + PAYLOAD_LENGTH);
    }

    /** Number of the protocol or extension header behind this header. */
    public static int nextHeader(final long header) {
        return Mem.u8(header + NEXT);
    }

    /** Hops left. */
    public static int hopLimit(final long header) {
        return Mem.u8(header + HOP_LIMIT);
    }

    /** The first half of the source address. */
    public static long sourceHigh(final long header) {
        return Mem.i64be(header + SOURCE);
    }

    /** The second half of the source address. */
    public static long sourceLow(final long header) {
        return Mem.i64be(header + SOURCE + 8);
    }

    /** The first half of the destination address. */
    public static long destinationHigh(final long header) {
        return Mem.i64be(header + DESTINATION);
    }

    /** The second half of the destination address. */
    public static long destinationLow(final long header) {
        return Mem.i64be(header + DESTINATION + 8);
    }
}
