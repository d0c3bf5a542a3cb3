package io.guideway.forward;

import static io.guideway.packet.Ethernet.MULTICAST;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ethernet;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.service.VipIndex;

/**
 * Hot path. Second stop: finds the IP and transport headers of every packet, and proves that they lie inside it, so that
 * no later stage has to ask. What is malformed gets the verdict that names it.
 *
 * <p>Two bounds are at work: the first segment of the mbuf is what may be read, the whole frame is what lengths may claim.
 */
final class Parser {
    /** Instead of the port's address: take unicast frames for any station. */
    static final long ANY_STATION = -1;

    private static final int FORWARD = Batch.FORWARD;
    private static final int RUNT_FRAME = Verdict.RUNT_FRAME.ordinal();
    private static final int OTHER_MAC = Verdict.OTHER_MAC.ordinal();
    private static final int MULTICAST_MAC = Verdict.MULTICAST_MAC.ordinal();
    private static final int ARP = Verdict.ARP.ordinal();
    private static final int NOT_IP = Verdict.NOT_IP.ordinal();
    private static final int IPV4_TRUNCATED = Verdict.IPV4_TRUNCATED.ordinal();
    private static final int IPV4_HEADER = Verdict.IPV4_HEADER.ordinal();
    private static final int IPV4_LENGTH = Verdict.IPV4_LENGTH.ordinal();
    private static final int IPV4_CHECKSUM = Verdict.IPV4_CHECKSUM.ordinal();
    private static final int IPV6_TRUNCATED = Verdict.IPV6_TRUNCATED.ordinal();
    private static final int IPV6_HEADER = Verdict.IPV6_HEADER.ordinal();
    private static final int IPV6_LENGTH = Verdict.IPV6_LENGTH.ordinal();
    private static final int TTL_ZERO = Verdict.TTL_ZERO.ordinal();
    private static final int TCP_TRUNCATED = Verdict.TCP_TRUNCATED.ordinal();
    private static final int TCP_OFFSET = Verdict.TCP_OFFSET.ordinal();
    private static final int UDP_TRUNCATED = Verdict.UDP_TRUNCATED.ordinal();
    private static final int UDP_LENGTH = Verdict.UDP_LENGTH.ordinal();

    /** More tags than provider bridging stacks (802.1ad) are no packet of ours. */
    private static final int MOST_TAGS = 2;

    private Parser() {}

    /**
     * Fills the parser's fields for one packet; returns the verdict.
     *
     * @param station the receiving port's Ethernet address, or {@link #ANY_STATION}
     */
    static int parse(final long packet, final long mbuf, final long station) {
        Packet.begin(packet);
        final int verdict = parseFrame(packet, mbuf, station);
        if (verdict != FORWARD) {
            Packet.refuse(packet, verdict);
        }
        return verdict;
    }

    private static int parseFrame(final long packet, final long mbuf, final long station) {
        final long frame = Mbuf.data(mbuf);
        final int readable = Mbuf.dataLength(mbuf);
        Packet.length(packet, Mbuf.packetLength(mbuf));
        if (readable < Ethernet.HEADER) {
            return RUNT_FRAME;
        }
        final int type = Ethernet.type(frame);
        final long destination = Ethernet.destination(frame);
        if (destination != station && (station != ANY_STATION || (destination & MULTICAST) != 0)) {
            return strayFrame(destination, type);
        }
        return type == Ethernet.TYPE_IPV4 || type == Ethernet.TYPE_IPV6
                ? parsePacket(packet, frame, readable, Ethernet.HEADER, type)
                : parseTags(packet, frame, readable, type);
    }

    private static int strayFrame(final long destination, final int type) {
        if ((destination & MULTICAST) == 0) {
            return OTHER_MAC;
        }
        return type == Ethernet.TYPE_ARP ? ARP : MULTICAST_MAC;
    }

    /** Rare: steps over 802.1Q tags. */
    private static int parseTags(final long packet, final long frame, final int readable, final int firstType) {
        int type = firstType;
        int linkLength = Ethernet.HEADER;
        while (Ethernet.isTag(type) && linkLength < Ethernet.HEADER + MOST_TAGS * Ethernet.TAG) {
            linkLength += Ethernet.TAG;
            if (readable < linkLength) {
                return RUNT_FRAME;
            }
            type = Ethernet.type(frame + linkLength - Ethernet.HEADER);
        }
        if (type == Ethernet.TYPE_IPV4 || type == Ethernet.TYPE_IPV6) {
            return parsePacket(packet, frame, readable, linkLength, type);
        }
        return type == Ethernet.TYPE_ARP ? ARP : NOT_IP;
    }

    private static int parsePacket(
            final long packet, final long frame, final int readable, final int linkLength, final int type) {
        Packet.linkLength(packet, linkLength);
        Packet.network(packet, frame + linkLength);
        return type == Ethernet.TYPE_IPV4
                ? parseIpv4(packet, readable - linkLength)
                : parseIpv6(packet, readable - linkLength);
    }

    private static int parseIpv4(final long packet, final int readable) {
        final long header = Packet.network(packet);
        if (readable < Ipv4.HEADER) {
            return IPV4_TRUNCATED;
        }
        final int headerLength = Ipv4.headerLength(header);
        if (Ipv4.version(header) != 4 || headerLength < Ipv4.HEADER) {
            return IPV4_HEADER;
        }
        if (readable < headerLength) {
            return IPV4_TRUNCATED;
        }
        final int totalLength = Ipv4.totalLength(header);
        if (totalLength < headerLength || totalLength > Packet.length(packet) - Packet.linkLength(packet)) {
            return IPV4_LENGTH;
        }
        if (!Checksum.isRight(header, headerLength)) {
            return IPV4_CHECKSUM;
        }
        if (Ipv4.ttl(header) == 0) {
            return TTL_ZERO;
        }
        Packet.networkLength(packet, totalLength);
        final int key = VipIndex.key(false, Ipv4.protocol(header), 0);
        final long transport = header + headerLength;
        return Ipv4.isFragment(header)
                ? fragment(packet, key, transport)
                : parseTransport(
                        packet,
                        key,
                        transport,
                        Math.min(readable, totalLength) - headerLength,
                        totalLength - headerLength);
    }

    private static int fragment(final long packet, final int key, final long transport) {
        Packet.kind(packet, key | Packet.FRAGMENT);
        Packet.transport(packet, transport);
        return FORWARD;
    }

    private static int parseIpv6(final long packet, final int readable) {
        final long header = Packet.network(packet);
        if (readable < Ipv6.HEADER) {
            return IPV6_TRUNCATED;
        }
        if (Ipv6.version(header) != 6) {
            return IPV6_HEADER;
        }
        final int totalLength = Ipv6.HEADER + Ipv6.payloadLength(header);
        if (totalLength > Packet.length(packet) - Packet.linkLength(packet)) {
            return IPV6_LENGTH;
        }
        if (Ipv6.hopLimit(header) == 0) {
            return TTL_ZERO;
        }
        Packet.networkLength(packet, totalLength);
        final int inside = Math.min(readable, totalLength);
        final int next = Ipv6.nextHeader(header);
        if (next == Transport.TCP || next == Transport.UDP) {
            final int key = VipIndex.key(true, next, 0);
            return parseTransport(packet, key, header + Ipv6.HEADER, inside - Ipv6.HEADER, totalLength - Ipv6.HEADER);
        }
        return parseExtensions(packet, inside, totalLength);
    }

    /** Rare: the transport header stands behind extension headers, or there is none that we know. */
    private static int parseExtensions(final long packet, final int readable, final int totalLength) {
        final int verdict = Ipv6Extensions.walk(packet, readable);
        final int key = Packet.kind(packet);
        if (verdict != FORWARD || (key & Packet.FRAGMENT) != 0) {
            return verdict;
        }
        final long transport = Packet.transport(packet);
        final int before = (int) (transport - Packet.network(packet));
        return parseTransport(packet, key, transport, readable - before, totalLength - before);
    }

    /**
     * Proves the transport header of a packet.
     *
     * @param key of family and protocol
     * @param header where it begins
     * @param readable octets of the IP payload in the first segment
     * @param length octets of the IP payload
     */
    private static int parseTransport(
            final long packet, final int key, final long header, final int readable, final int length) {
        Packet.transport(packet, header);
        final int protocol = Packet.protocol(key);
        if (protocol == Transport.UDP) {
            return parseUdp(packet, key, header, readable, length);
        }
        if (protocol == Transport.TCP) {
            return parseTcp(packet, key, header, readable, length);
        }
        Packet.kind(packet, key | otherPort(protocol, header, readable));
        return FORWARD;
    }

    /** Rare: the destination port of a protocol that only services of any protocol take, 0 where it has none. */
    private static int otherPort(final int protocol, final long header, final int readable) {
        return Transport.hasPorts(protocol) && readable >= Transport.PORTS ? Transport.destinationPort(header) : 0;
    }

    private static int parseTcp(
            final long packet, final int key, final long header, final int readable, final int length) {
        if (readable < Transport.TCP_HEADER) {
            return TCP_TRUNCATED;
        }
        Packet.kind(packet, key | Transport.destinationPort(header));
        final int headerLength = Transport.tcpHeaderLength(header);
        return headerLength < Transport.TCP_HEADER || headerLength > length ? TCP_OFFSET : FORWARD;
    }

    private static int parseUdp(
            final long packet, final int key, final long header, final int readable, final int length) {
        if (readable < Transport.UDP_HEADER) {
            return UDP_TRUNCATED;
        }
        Packet.kind(packet, key | Transport.destinationPort(header));
        final int udpLength = Transport.udpLength(header);
        return udpLength < Transport.UDP_HEADER || udpLength > length ? UDP_LENGTH : FORWARD;
    }
}
