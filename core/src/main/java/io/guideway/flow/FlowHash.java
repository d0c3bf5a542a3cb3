package io.guideway.flow;

import io.guideway.hash.SipHash;
import io.guideway.ring.Mem;

/**
 * The keyed hash of a flow: SipHash-1-3 under the tier's secret seed, over the flow key as its octets stand on the wire.
 * Every node of a tier computes the same number for a packet, and nobody outside can aim at one. Defined with test vectors
 * in docs/hash.md; why this hash, in docs/decisions.
 *
 * <pre>
 *               IPv4 octets                            IPv6 octets
 *  five-tuple   source 4, destination 4, source port 2, destination port 2, protocol 1    the same with addresses of 16
 *  three-tuple  source 4, destination 4, protocol 1                                       the same with addresses of 16
 *  source       source 4                                                                  source 16
 *  source-port  source 4, source port 2                                                   source 16, source port 2
 *  three-tuple  the five-tuple with both ports 0                                          the same
 *  datagram     source 4, destination 4, identification 2, protocol 1                     source 16, destination 16, identification 4
 * </pre>
 * Three-tuple and datagram are for fragments; the datagram's hash never leaves its worker.
 *
 * <p>The packet forms are hot path and read in place: {@code l3} is the native address of the IP header, {@code l4} that of
 * the transport header, behind any options and extension headers. The parser has proved the fixed IP header and, where
 * {@code l4} is taken, four octets there. Immutable; any thread.
 */
public final class FlowHash {
    private static final int IPV4_SOURCE = 12;
    private static final int IPV6_SOURCE = 8;
    /** Where SipHash has the length of the message in its last word. */
    private static final int LENGTH = 56;

    private final long k0;
    private final long k1;

    /**
     * The hash under a seed of two words.
     *
     * @param k0 the seed's first eight octets, read little-endian
     * @param k1 the seed's last eight octets, read little-endian
     */
    public FlowHash(final long k0, final long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** Hashes the five-tuple of an IPv4 packet; {@code protocol} 0 to 255. */
    public long ipv4FiveTuple(final long l3, final long l4, final int protocol) {
        return SipHash.ofWords(k0, k1, l3 + IPV4_SOURCE, 1, portsAndProtocol(l4, protocol) | 13L << LENGTH);
    }

    /** Hashes addresses and protocol of an IPv4 packet without ports; {@code protocol} 0 to 255. */
    public long ipv4ThreeTuple(final long l3, final int protocol) {
        return SipHash.ofWords(k0, k1, l3 + IPV4_SOURCE, 1, protocol | 9L << LENGTH);
    }

    /** Hashes the source address of an IPv4 packet. */
    public long ipv4Source(final long l3) {
        return SipHash.ofWords(k0, k1, 0, 0, u32le(l3 + IPV4_SOURCE) | 4L << LENGTH);
    }

    /** Hashes source address and source port of an IPv4 packet. */
    public long ipv4SourcePort(final long l3, final long l4) {
        return SipHash.ofWords(k0, k1, 0, 0, u32le(l3 + IPV4_SOURCE) | sourcePort(l4) << 32 | 6L << LENGTH);
    }

    /** Hashes the five-tuple of an IPv6 packet; {@code protocol} 0 to 255, the one that {@code l4} speaks. */
    public long ipv6FiveTuple(final long l3, final long l4, final int protocol) {
        return SipHash.ofWords(k0, k1, l3 + IPV6_SOURCE, 4, portsAndProtocol(l4, protocol) | 37L << LENGTH);
    }

    /** Hashes addresses and protocol of an IPv6 packet without ports; {@code protocol} 0 to 255. */
    public long ipv6ThreeTuple(final long l3, final int protocol) {
        return SipHash.ofWords(k0, k1, l3 + IPV6_SOURCE, 4, protocol | 33L << LENGTH);
    }

    /** Hashes the source address of an IPv6 packet. */
    public long ipv6Source(final long l3) {
        return SipHash.ofWords(k0, k1, l3 + IPV6_SOURCE, 2, 16L << LENGTH);
    }

    /** Hashes source address and source port of an IPv6 packet. */
    public long ipv6SourcePort(final long l3, final long l4) {
        return SipHash.ofWords(k0, k1, l3 + IPV6_SOURCE, 2, sourcePort(l4) | 18L << LENGTH);
    }

    /** Rare path. Hashes what names the datagram of an IPv4 fragment: addresses, protocol and identification (RFC 791, section 3.2). */
    public long ipv4Datagram(final long l3, final int protocol, final int identification) {
        return SipHash.ofWords(k0, k1, l3 + IPV4_SOURCE, 1, identification | (long) protocol << 16 | 11L << LENGTH);
    }

    /** Rare path. Hashes what names the datagram of an IPv6 fragment: addresses and identification (RFC 8200, section 4.5). */
    public long ipv6Datagram(final long l3, final int identification) {
        return SipHash.ofWords(k0, k1, l3 + IPV6_SOURCE, 4, identification & 0xFFFF_FFFFL | 36L << LENGTH);
    }

    /**
     * Hot path. Scales a hash onto a table, without a division.
     *
     * @param slots 1 or more
     * @return 0 to {@code slots - 1}
     */
    public static int slot(final long hash, final int slots) {
        return (int) ((hash & 0xFFFF_FFFFL) * slots >>> 32);
    }

    private static long portsAndProtocol(final long l4, final int protocol) {
        return u32le(l4) | (long) protocol << 32;
    }

    private static long sourcePort(final long l4) {
        return u32le(l4) & 0xFFFF;
    }

    private static long u32le(final long at) {
        return Mem.i32le(at) & 0xFFFF_FFFFL;
    }
}
