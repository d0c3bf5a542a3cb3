package io.guideway.flow;

import io.guideway.ring.Mem;

/**
 * Hot path. The prefix that a packet comes from, by which embryonic records are capped: /24 of IPv4, /56 of IPv6, as large as
 * what one customer is given. A number in the shape of {@link io.guideway.hash.SipHash#ofWords}'s last word: the prefix's
 * octets as they stand on the wire, and how many there are in the top octet, so that the families never meet.
 */
public final class SourcePrefix {
    private static final int IPV4_SOURCE = 12;
    private static final int IPV6_SOURCE = 8;
    private static final int LENGTH = 56;
    private static final long IPV4_OCTETS = 3;
    private static final long IPV6_OCTETS = 7;

    private SourcePrefix() {}

    /** The prefix of the packet with an IPv4 header at native address {@code l3}. */
    public static long ipv4(final long l3) {
        return octets(Mem.i32le(l3 + IPV4_SOURCE), IPV4_OCTETS);
    }

    /** The prefix of the packet with an IPv6 header at native address {@code l3}. */
    public static long ipv6(final long l3) {
        return octets(Mem.i64le(l3 + IPV6_SOURCE), IPV6_OCTETS);
    }

    private static long octets(final long address, final long count) {
        return address & (1L << 8 * count) - 1 | count << LENGTH;
    }
}
