package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Neighbour solicitations and advertisements (RFC 4861, sections 4.3 and 4.4) seen in place: an IPv6 header, and directly
 * behind it
 * <pre>
 *  octet 0 | type 1, code 1, checksum 2 | flags 4 |
 *        8 | target address 16                    |
 *       24 | options, each: type 1, length 1 in units of 8 octets, value |
 * </pre>
 * Every method takes the native address of the IPv6 header. Values are in host order. Rare path.
 */
public final class NeighbourDiscovery {
    public static final int SOLICITATION = 135;
    public static final int ADVERTISEMENT = 136;

    /** Octets of an IPv6 packet with a message that tells an Ethernet address. */
    public static final int LENGTH = Ipv6.HEADER + 32;

    /** Flag of an advertisement: it was asked for. */
    public static final int SOLICITED = 1 << 30;

    /** Flag of an advertisement: it replaces what was known. */
    public static final int OVERRIDE = 1 << 29;

    /** Ethernet address of all nodes of a link (RFC 2464, section 7). */
    public static final long ALL_NODES_MAC = 0x3333_0000_0001L;

    private static final int FIRST_TYPE = 133;
    private static final int LAST_TYPE = 137;
    private static final int HOP_LIMIT = 255;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int FLAGS = 4;
    private static final int TARGET = 8;
    private static final int OPTIONS = 24;
    private static final int UNIT = 8;
    private static final int SOURCE_MAC_OPTION = 1;
    private static final int TARGET_MAC_OPTION = 2;

    /** ff02::1, all nodes of a link (RFC 4291, section 2.7.1), and what stands before 24 bits of an address there. */
    private static final long LINK_MULTICAST = 0xFF02L << 48;

    private static final long SOLICITED_NODE = 0x1_FF00_0000L;
    private static final int SOLICITED_NODE_BITS = 0xFF_FFFF;

    private NeighbourDiscovery() {}

    /** Whether an ICMPv6 type is one of neighbour discovery's (RFC 4861, section 4). */
    public static boolean isType(final int type) {
        return type >= FIRST_TYPE && type <= LAST_TYPE;
    }

    /** Type of the ICMPv6 message directly behind the header. */
    public static int type(final long ip) {
        return Mem.u8(ip + Ipv6.HEADER);
    }

    /**
     * Whether this is a solicitation or advertisement as a node must see it before it believes anything in it (RFC 4861,
     * sections 7.1.1 and 7.1.2): from this link by its hop limit, with a right checksum, about a unicast address, its options
     * in order.
     *
     * @param readable octets from the IPv6 header on that may be read
     */
    public static boolean isValid(final long ip, final int readable) {
        if (readable < Ipv6.HEADER + OPTIONS
                || Ipv6.version(ip) != 6
                || Ipv6.nextHeader(ip) != Transport.ICMPV6
                || Ipv6.hopLimit(ip) != HOP_LIMIT) {
            return false;
        }
        final int length = Ipv6.payloadLength(ip);
        final long message = ip + Ipv6.HEADER;
        final int type = Mem.u8(message);
        return length >= OPTIONS
                && length <= readable - Ipv6.HEADER
                && (type == SOLICITATION || type == ADVERTISEMENT)
                && Mem.u8(message + CODE) == 0
                && !isMulticast(targetHigh(ip))
                && hasWholeOptions(message, length)
                && (type == SOLICITATION ? isSolicitation(ip) : isAdvertisement(ip))
                && fold(sum(ip, length)) == 0xFFFF;
    }

    private static boolean hasWholeOptions(final long message, final int length) {
        int at = OPTIONS;
        while (at < length) {
            if (length - at < UNIT || Mem.u8(message + at + 1) == 0) {
                return false;
            }
            at += Mem.u8(message + at + 1) * UNIT;
        }
        return at == length;
    }

    /** Who has no address yet tells none, and asks the group only. */
    private static boolean isSolicitation(final long ip) {
        return !isFromNobody(ip)
                || Ipv6.destinationHigh(ip) == LINK_MULTICAST
                        && Ipv6.destinationLow(ip) >>> 24 == SOLICITED_NODE >>> 24
                        && option(ip, SOURCE_MAC_OPTION) < 0;
    }

    /** What everybody is told nobody has asked for. */
    private static boolean isAdvertisement(final long ip) {
        return !isMulticast(Ipv6.destinationHigh(ip)) || (flags(ip) & SOLICITED) == 0;
    }

    private static boolean isMulticast(final long high) {
        return high >>> 56 == 0xFF;
    }

    /** Whether the sender has no address yet, and looks whether anybody else has the target's (RFC 4862, section 5.4). */
    public static boolean isFromNobody(final long ip) {
        return sourceHigh(ip) == 0 && sourceLow(ip) == 0;
    }

    public static long sourceHigh(final long ip) {
        return Mem.i64be(ip + Ipv6.SOURCE);
    }

    public static long sourceLow(final long ip) {
        return Mem.i64be(ip + Ipv6.SOURCE + 8);
    }

    /** The first half of the address that the message is about. */
    public static long targetHigh(final long ip) {
        return Mem.i64be(ip + Ipv6.HEADER + TARGET);
    }

    /** The second half of it. */
    public static long targetLow(final long ip) {
        return Mem.i64be(ip + Ipv6.HEADER + TARGET + 8);
    }

    /** Of an advertisement, {@link #SOLICITED} and {@link #OVERRIDE} among others. */
    public static int flags(final long ip) {
        return Mem.i32be(ip + Ipv6.HEADER + FLAGS);
    }

    /** The Ethernet address that a valid message tells of its source (a solicitation) or target (an advertisement); -1 if none. */
    public static long toldMac(final long ip) {
        return option(ip, type(ip) == SOLICITATION ? SOURCE_MAC_OPTION : TARGET_MAC_OPTION);
    }

    private static long option(final long ip, final int wanted) {
        final long message = ip + Ipv6.HEADER;
        final int length = Ipv6.payloadLength(ip);
        for (int at = OPTIONS; at < length; at += Mem.u8(message + at + 1) * UNIT) {
            if (Mem.u8(message + at) == wanted) {
                return Ethernet.address(message + at + 2);
            }
        }
        return -1;
    }

    /**
     * Writes a solicitation.
     *
     * @param frame where the Ethernet header begins; {@link Ethernet#HEADER} and {@link #LENGTH} octets are written
     * @param known the neighbour's Ethernet address if it is only asked whether it is still there, else -1
     * @param stationMac our Ethernet address
     * @param source our address
     * @param target whose Ethernet address is wanted
     */
    public static void writeSolicitation(
            final long frame, final long known, final long stationMac, final IpAddress source, final IpAddress target) {
        final long ip = frame + Ethernet.HEADER;
        final boolean toAll = known < 0;
        final long low = target.low();
        Ethernet.write(frame, toAll ? groupMac(low) : known, stationMac, Ethernet.TYPE_IPV6);
        begin(ip);
        addresses(
                ip,
                source.high(),
                source.low(),
                toAll ? LINK_MULTICAST : target.high(),
                toAll ? SOLICITED_NODE | low & SOLICITED_NODE_BITS : low);
        finish(ip, SOLICITATION, 0, target.high(), low, SOURCE_MAC_OPTION, stationMac);
    }

    private static long groupMac(final long low) {
        return 0x3333_FF00_0000L | low & SOLICITED_NODE_BITS;
    }

    /** Writes an advertisement to all nodes of the link that nobody has asked for (RFC 4861, section 7.2.6). */
    public static void writeAnnouncement(
            final long frame, final long stationMac, final long targetHigh, final long targetLow) {
        final long ip = frame + Ethernet.HEADER;
        Ethernet.write(frame, ALL_NODES_MAC, stationMac, Ethernet.TYPE_IPV6);
        begin(ip);
        addresses(ip, targetHigh, targetLow, LINK_MULTICAST, 1);
        finish(ip, ADVERTISEMENT, OVERRIDE, targetHigh, targetLow, TARGET_MAC_OPTION, stationMac);
    }

    /**
     * Makes of a valid solicitation its answer, in place (RFC 4861, section 7.2.4).
     *
     * @param frame where its Ethernet header begins; {@link Ethernet#HEADER} and {@link #LENGTH} octets are written
     * @param stationMac our Ethernet address
     */
    public static void answer(final long frame, final long stationMac) {
        final long ip = frame + Ethernet.HEADER;
        final long targetHigh = targetHigh(ip);
        final long targetLow = targetLow(ip);
        if (isFromNobody(ip)) {
            writeAnnouncement(frame, stationMac, targetHigh, targetLow);
            return;
        }
        final long told = toldMac(ip);
        final long sourceHigh = sourceHigh(ip);
        final long sourceLow = sourceLow(ip);
        Ethernet.write(frame, told >= 0 ? told : Ethernet.source(frame), stationMac, Ethernet.TYPE_IPV6);
        begin(ip);
        addresses(ip, targetHigh, targetLow, sourceHigh, sourceLow);
        finish(ip, ADVERTISEMENT, SOLICITED | OVERRIDE, targetHigh, targetLow, TARGET_MAC_OPTION, stationMac);
    }

    private static void begin(final long ip) {
        Mem.i32be(ip, 6 << 28);
        Mem.u16be(ip + Ipv6.PAYLOAD_LENGTH, LENGTH - Ipv6.HEADER);
        Mem.u8(ip + Ipv6.NEXT, Transport.ICMPV6);
        Mem.u8(ip + Ipv6.HOP_LIMIT, HOP_LIMIT);
    }

    private static void addresses(
            final long ip, final long sourceHigh, final long sourceLow, final long toHigh, final long toLow) {
        Mem.i64be(ip + Ipv6.SOURCE, sourceHigh);
        Mem.i64be(ip + Ipv6.SOURCE + 8, sourceLow);
        Mem.i64be(ip + Ipv6.DESTINATION, toHigh);
        Mem.i64be(ip + Ipv6.DESTINATION + 8, toLow);
    }

    private static void finish(
            final long ip,
            final int type,
            final int flags,
            final long targetHigh,
            final long targetLow,
            final int option,
            final long mac) {
        final long message = ip + Ipv6.HEADER;
        Mem.i32be(message, type << 24);
        Mem.i32be(message + FLAGS, flags);
        Mem.i64be(message + TARGET, targetHigh);
        Mem.i64be(message + TARGET + 8, targetLow);
        Mem.u16be(message + OPTIONS, option << 8 | 1);
        Ethernet.address(message + OPTIONS + 2, mac);
        Mem.u16be(message + CHECKSUM, ~fold(sum(ip, LENGTH - Ipv6.HEADER)));
    }

    /** Over the message and its pseudo-header (RFC 8200, section 8.1); options make its length even. */
    private static int sum(final long ip, final int length) {
        int sum = length + Transport.ICMPV6;
        for (int at = Ipv6.SOURCE; at < Ipv6.HEADER + length; at += 2) {
            sum += Mem.u16be(ip + at);
        }
        return sum;
    }

    private static int fold(final int sum) {
        return Checksum.foldInt(sum);
    }
}
