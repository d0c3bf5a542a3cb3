package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;

/**
 * Hot path. Mode {@code l3dsr}: the packet's destination becomes the backend's address, and its DSCP tells the backend which
 * VIP it was for. ECN stays. The checksums that cover what changes are kept true without a look at the rest (RFC 1624, equation
 * 3): that of the IPv4 header, and that of TCP, UDP, DCCP, UDP-Lite and ICMPv6, whose pseudo-header has the destination. Other
 * protocols have none of that kind, or none that can be changed (RFC 4302). UDP's 0 says that there is none, and stays (RFC 768).
 */
public final class L3Dsr {
    private static final int FORWARD = Verdict.FORWARDED.ordinal();
    private static final int NO_NEIGHBOUR = Verdict.NO_NEIGHBOUR.ordinal();
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();
    private static final int NO_CHECKSUM = Verdict.NO_CHECKSUM.ordinal();

    private static final int UDP_LITE = 136;
    private static final int DCCP = 33;
    private static final int TCP_CHECKSUM = 16;
    private static final int UDP_CHECKSUM = 6;
    private static final int ICMPV6_CHECKSUM = 2;

    private static final int FRAGMENT_OFFSET = 0x1FFF;
    private static final int FRAGMENT_OFFSET_6 = 0xFFF8;

    /** From the end of an IPv6 fragment header back to its offset field (RFC 8200, section 4.5). */
    private static final int BACK_TO_OFFSET = 6;

    private L3Dsr() {}

    /**
     * Rewrites one packet.
     *
     * @param network where the IP packet begins
     * @param linkLength octets of the link header before it
     * @param length octets of the IP packet
     * @param transport where its transport header begins; of a fragment, what is behind the IP and extension headers
     * @param protocol of the transport header
     * @return ordinal of the verdict: forwarded, no neighbour, too big, or no checksum where one has to be changed; the packet is untouched
     *     unless forwarded
     */
    public static int rewrite(
            final long backend,
            final long mbuf,
            final long network,
            final int linkLength,
            final int length,
            final long transport,
            final boolean ipv6,
            final int protocol) {
        final long link = BackendTable.link(backend);
        if (!BackendTable.isResolved(link)) {
            return NO_NEIGHBOUR;
        }
        if (Mbuf.packetLength(mbuf) - linkLength > BackendTable.largestPacket(backend)) {
            return TOO_BIG;
        }
        final int offset = checksumOffset(protocol, ipv6);
        final long checksum = offset == 0 ? 0 : transport + offset;
        if (checksum > lastChecksum(mbuf, network, length)) {
            return NO_CHECKSUM;
        }
        final long difference = ipv6 ? rewriteIpv6(backend, network) : rewriteIpv4(backend, network);
        if (checksum != 0) {
            replace(checksum, difference, protocol);
        }
        LinkHeader.readdress(network - linkLength, backend, link);
        return FORWARD;
    }

    /** The same for a fragment: only the first one has a transport header. */
    public static int rewriteFragment(
            final long backend,
            final long mbuf,
            final long network,
            final int linkLength,
            final int length,
            final long transport,
            final boolean ipv6,
            final int protocol) {
        final boolean isFirst = ipv6
                ? (Mem.u16be(transport - BACK_TO_OFFSET) & FRAGMENT_OFFSET_6) == 0
                : (Ipv4.flags(network) & FRAGMENT_OFFSET) == 0;
        return rewrite(backend, mbuf, network, linkLength, length, transport, ipv6, isFirst ? protocol : 0);
    }

    /** Where in its header a protocol keeps the checksum that covers the addresses; 0 where there is none. */
    private static int checksumOffset(final int protocol, final boolean ipv6) {
        return switch (protocol) {
            case Transport.TCP -> TCP_CHECKSUM;
            case Transport.UDP, UDP_LITE, DCCP -> UDP_CHECKSUM;
            case Transport.ICMPV6 -> ipv6 ? ICMPV6_CHECKSUM : 0;
            default -> 0;
        };
    }

    /** The last address where a checksum can begin: inside the packet, and where it may be read. */
    private static long lastChecksum(final long mbuf, final long network, final int length) {
        return Math.min(network + length, Mbuf.data(mbuf) + Mbuf.dataLength(mbuf)) - Short.BYTES;
    }

    /** Returns new minus old destination, as a sum of words in the machine's order. */
    private static long rewriteIpv4(final long backend, final long header) {
        final long at = header + Ipv4.DESTINATION;
        final long prepared = backend + BackendTable.OUTER + Ipv4.DESTINATION;
        final int trafficClass = Choices.trafficClass(backend, Ipv4.trafficClass(header));
        final long difference = (~Mem.u32(at) & 0xFFFF_FFFFL) + Mem.u32(prepared);
        final int before = Mem.u16be(header);
        final int after = before & 0xFF00 | trafficClass;
        Mem.i32(at, Mem.i32(prepared));
        Mem.u16be(header, after);
        final long all = difference + Checksum.networkOrder(~before & 0xFFFF) + Checksum.networkOrder(after);
        Mem.u16(header + Ipv4.CHECKSUM, Checksum.replaced(Mem.u16(header + Ipv4.CHECKSUM), all));
        return difference;
    }

    private static long rewriteIpv6(final long backend, final long header) {
        final long at = header + Ipv6.DESTINATION;
        final long prepared = backend + BackendTable.OUTER + Ipv6.DESTINATION;
        Ipv6.trafficClass(header, Choices.trafficClass(backend, Ipv6.trafficClass(header)));
        long difference = 0;
        for (int i = 0; i < Ipv6.ADDRESS; i += 4) {
            difference += (~Mem.u32(at + i) & 0xFFFF_FFFFL) + Mem.u32(prepared + i);
        }
        Mem.i64(at, Mem.i64(prepared));
        Mem.i64(at + 8, Mem.i64(prepared + 8));
        return difference;
    }

    private static void replace(final long at, final long difference, final int protocol) {
        final int before = Mem.u16(at);
        if (protocol == Transport.UDP && before == 0) {
            return;
        }
        final int after = Checksum.replaced(before, difference);
        Mem.u16(at, after == 0 && isNeverZero(protocol) ? 0xFFFF : after);
    }

    /** RFC 768; RFC 3828, section 3.1. */
    private static boolean isNeverZero(final int protocol) {
        return protocol == Transport.UDP || protocol == UDP_LITE;
    }
}
