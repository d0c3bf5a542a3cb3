package io.guideway.forward;

import io.guideway.packet.Fragment;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.service.VipIndex;

/**
 * Rare path. What a fragment is of its datagram, and whether it may be that: the second half of {@link Parser}'s work, for fragments
 * of VIPs alone. What it found out stands in its fields until the next one. One thread.
 */
final class FragmentParser {
    private static final int FORWARD = Batch.FORWARD;
    private static final int IPV6_EXTENSION = Verdict.IPV6_EXTENSION.ordinal();
    private static final int TCP_OFFSET = Verdict.TCP_OFFSET.ordinal();
    private static final int UDP_LENGTH = Verdict.UDP_LENGTH.ordinal();
    private static final int FRAGMENT_LENGTH = Verdict.FRAGMENT_LENGTH.ordinal();
    private static final int FRAGMENT_TINY = Verdict.FRAGMENT_TINY.ordinal();

    /** What lengths of 16 bits can tell. */
    private static final int LONGEST = 0xFFFF;

    /** Fragments are cut at multiples of so many octets. */
    private static final int UNIT = 8;

    private int offset;
    private int length;
    private boolean isEnd;
    private int identification;

    /**
     * Looks at a packet that {@link Parser} has found to be a fragment. The first fragment of a datagram gets the kind that its
     * transport header tells, with {@link Packet#FRAGMENT}, and that header's address.
     *
     * @return {@link Batch#FORWARD} or the ordinal of a drop
     */
    int parse(final long packet, final long mbuf) {
        final boolean ipv6 = Packet.isIpv6(packet);
        final long network = Packet.network(packet);
        final long payload = Packet.transport(packet);
        final long header = ipv6 ? payload - Fragment.IPV6_HEADER : network;
        offset = Fragment.offset(ipv6, header);
        isEnd = !Fragment.hasMore(ipv6, header);
        identification = ipv6 ? Fragment.identification(header) : Ipv4.identification(network);
        final int before = (int) (payload - network);
        length = Packet.networkLength(packet) - before;
        if (length == 0 || !isEnd && length % UNIT != 0 || wholeLength(ipv6, before) > LONGEST) {
            return FRAGMENT_LENGTH;
        }
        if (isFirst()) {
            return parseFirst(packet, Mbuf.data(mbuf) + Mbuf.dataLength(mbuf) - network);
        }
        final boolean isInsideTcp = Packet.protocol(Packet.kind(packet)) == Transport.TCP && offset == UNIT;
        return isInsideTcp ? FRAGMENT_TINY : FORWARD;
    }

    /** What the length field of the datagram would have to hold, if this were its end: IPv6 does not count the fixed header. */
    private int wholeLength(final boolean ipv6, final int before) {
        return (ipv6 ? before - Ipv6.HEADER - Fragment.IPV6_HEADER : before) + offset + length;
    }

    /** @param readable octets from the IP header on that lie in the first segment */
    private int parseFirst(final long packet, final long readable) {
        final int inside = (int) Math.min(readable, Packet.networkLength(packet));
        if (Packet.isIpv6(packet)) {
            final int before = (int) (Packet.transport(packet) - Packet.network(packet));
            final int verdict = Ipv6Extensions.walkOn(packet, inside, before);
            if (verdict != FORWARD) {
                return verdict == IPV6_EXTENSION ? FRAGMENT_TINY : verdict;
            }
        }
        final long transport = Packet.transport(packet);
        final int before = (int) (transport - Packet.network(packet));
        return parseTransport(packet, transport, inside - before, Packet.networkLength(packet) - before);
    }

    private static int parseTransport(final long packet, final long header, final int readable, final int length) {
        final int key = Packet.kind(packet);
        final int protocol = Packet.protocol(key);
        if (protocol == Transport.TCP) {
            return readable < Transport.TCP_HEADER ? FRAGMENT_TINY : parseTcp(packet, key, header, length);
        }
        if (protocol == Transport.UDP) {
            return readable < Transport.UDP_HEADER ? FRAGMENT_TINY : parseUdp(packet, key, header);
        }
        return FORWARD;
    }

    private static int parseTcp(final long packet, final int key, final long header, final int length) {
        Packet.kind(packet, key | Transport.destinationPort(header));
        final int headerLength = Transport.tcpHeaderLength(header);
        if (headerLength < Transport.TCP_HEADER) {
            return TCP_OFFSET;
        }
        return headerLength > length ? FRAGMENT_TINY : FORWARD;
    }

    private static int parseUdp(final long packet, final int key, final long header) {
        Packet.kind(packet, key | Transport.destinationPort(header));
        return Transport.udpLength(header) < Transport.UDP_HEADER ? UDP_LENGTH : FORWARD;
    }

    /** Whether it is the one with the transport header. */
    boolean isFirst() {
        return offset == 0;
    }

    /** Where its part of the datagram begins, in units of 8 octets. */
    int from() {
        return offset / UNIT;
    }

    /** Where that ends, in units of 8 octets, rounded up. */
    int to() {
        return (offset + length + UNIT - 1) / UNIT;
    }

    /** Whether the datagram ends with it. */
    boolean isEnd() {
        return isEnd;
    }

    /** What all fragments of the datagram share. */
    int identification() {
        return identification;
    }

    /** The key without port and {@link Packet#FRAGMENT}. */
    static int withoutPort(final int kind) {
        return kind & (VipIndex.IPV6 | 0xFF << 16);
    }
}
