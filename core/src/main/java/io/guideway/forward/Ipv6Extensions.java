package io.guideway.forward;

import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mem;
import io.guideway.service.VipIndex;

/**
 * Rare path. Walks IPv6 extension headers (RFC 8200, section 4; RFC 4302, section 2.2) to the transport header. A node
 * between the ends should not have to (RFC 7045), but where a VIP lives we stand in for the end.
 */
final class Ipv6Extensions {
    private static final int FORWARD = Batch.FORWARD;
    private static final int IPV6_EXTENSION = Verdict.IPV6_EXTENSION.ordinal();

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;

    /** Every extension header is at least this long, and tells the next one in its first octet. */
    private static final int UNIT = 8;

    private static final int MOST_HEADERS = 8;

    private Ipv6Extensions() {}

    /**
     * Sets {@code kind} and {@code transport} of a packet. An atomic fragment (offset 0, no more to come) is a whole
     * packet (RFC 6946); any other gets {@link Packet#FRAGMENT} and ends the walk.
     *
     * @param readable octets from the IPv6 header on that belong to the packet and may be read
     * @return {@link Batch#FORWARD} or the ordinal of a drop
     */
    static int walk(final long packet, final int readable) {
        return walk(packet, readable, Ipv6.nextHeader(Packet.network(packet)), Ipv6.HEADER);
    }

    /**
     * The same from behind the fragment header of a first fragment on; another fragment header is one extension header too many.
     *
     * @param offset where that is, from the IPv6 header on
     */
    static int walkOn(final long packet, final int readable, final int offset) {
        final int verdict = walk(packet, readable, Packet.protocol(Packet.kind(packet)), offset);
        final int kind = Packet.kind(packet);
        if (verdict == FORWARD && (kind & Packet.FRAGMENT) != 0) {
            return IPV6_EXTENSION;
        }
        Packet.kind(packet, kind | Packet.FRAGMENT);
        return verdict;
    }

    private static int walk(final long packet, final int readable, final int first, final int begin) {
        final long start = Packet.network(packet);
        int next = first;
        int offset = begin;
        for (int seen = 0; isExtension(next); seen++) {
            if (seen == MOST_HEADERS || readable < offset + UNIT) {
                return IPV6_EXTENSION;
            }
            final long header = start + offset;
            final int length = length(next, header);
            if (readable < offset + length) {
                return IPV6_EXTENSION;
            }
            if (next == FRAGMENT && !isAtomic(header)) {
                return found(packet, Mem.u8(header), Packet.FRAGMENT, offset + length);
            }
            next = Mem.u8(header);
            offset += length;
        }
        return found(packet, next, 0, offset);
    }

    private static int found(final long packet, final int protocol, final int flags, final int offset) {
        Packet.kind(packet, VipIndex.key(true, protocol, 0) | flags);
        Packet.transport(packet, Packet.network(packet) + offset);
        return FORWARD;
    }

    /** Whether a protocol number stands for an extension header. */
    static boolean isExtension(final int next) {
        return switch (next) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS, MOBILITY -> true;
            default -> false;
        };
    }

    private static int length(final int type, final long header) {
        final int units = Mem.u8(header + 1);
        return switch (type) {
            case FRAGMENT -> UNIT;
            case AUTHENTICATION -> (units + 2) * 4;
            default -> (units + 1) * UNIT;
        };
    }

    /** Whether a packet that {@link #walk} found to be a fragment is the first one, so that its transport header begins in it. */
    static boolean isFirst(final long packet) {
        return Mem.u16be(Packet.transport(packet) - UNIT + 2) >>> 3 == 0;
    }

    private static boolean isAtomic(final long header) {
        return (Mem.u16be(header + 2) & 0xFFF9) == 0;
    }
}
