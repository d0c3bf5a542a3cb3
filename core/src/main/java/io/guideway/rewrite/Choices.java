package io.guideway.rewrite;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Outer.DontFragment;
import io.guideway.service.Service;

/**
 * What a service chose beyond the plain forms of {@code l2dsr} and {@code ipip}, in a record of the {@link BackendTable}: in
 * octets that its own fields leave free, and in those of the prepared outer header that differ from packet to packet.
 * <pre>
 *  octet  3 | mode 3 bits; outer IPv6, decrement, UDP checksum, GUE header 1 bit each; all 0 where the choice is plain |
 *        22 | octets of all outer headers 1 | bits of the outer source that differ by flow 1                        |
 *        24 | traffic class: bits kept 1, bits given 1 | DF: kept 1, given 1 (first octet of the flags)             |
 *        28 | UDP port 2                                                                                           |
 * </pre>
 */
public final class Choices {
    private static final int MODE = 3;
    private static final int OUTER_LENGTH = 22;
    private static final int SPREAD = 23;
    private static final int CLASS_KEPT = 24;
    private static final int CLASS_GIVEN = 25;
    private static final int DF_KEPT = 26;
    private static final int DF_GIVEN = 27;
    private static final int UDP_PORT = 28;

    private static final int MODE_BITS = 0x07;
    private static final int OUTER_IPV6 = 0x08;
    private static final int DECREMENTS = 0x10;
    private static final int UDP_CHECKSUM = 0x20;
    private static final int GUE_HEADER = 0x40;

    /** As {@link #mode}: nothing but the frame is changed, or only the hops. */
    public static final int L2DSR = 1;

    /** As {@link #mode}: the destination is changed. */
    public static final int L3DSR = 2;

    static final int IPIP = 3;
    static final int GRE = 4;
    static final int GUE = 5;

    /** Octets of a GRE header without options (RFC 2784, section 2.1). */
    static final int GRE_HEADER_LENGTH = 4;

    /** Octets of a GUE header of variant 0 without options (draft-ietf-intarea-gue, section 3.1). */
    static final int GUE_HEADER_LENGTH = 4;

    private static final int DF = Ipv4.DONT_FRAGMENT >>> 8;
    private static final int ALL_OF_CLASS = 0xFF;
    private static final int DSCP_OF_CLASS = 0xFC;

    /** More bits than a flow's hash has cannot differ. */
    private static final int MOST_SPREAD = Long.SIZE;

    private Choices() {}

    /** Prepares a record whose outer header, if it has one, is there already. */
    static void prepare(final long record, final Service service, final Route route, final boolean ipv4Backend) {
        final Outer outer = service.handling().outer();
        Mem.u8(record + OUTER_LENGTH, outerLength(service.mode(), outer.gue(), ipv4Backend));
        Mem.u8(record + SPREAD, service.mode().hasOuterHeader() ? Math.min(route.spreadBits(), MOST_SPREAD) : 0);
        if (isPlain(service, route)) {
            return;
        }
        Mem.u8(record + MODE, code(service.mode()) | flags(service.mode(), outer, ipv4Backend));
        prepareClass(record, service.mode(), outer);
        Mem.u8(record + DF_KEPT, outer.df() == DontFragment.COPY ? DF : 0);
        Mem.u8(record + DF_GIVEN, outer.df() == DontFragment.SET ? DF : 0);
        Mem.u16be(record + UDP_PORT, outer.gue().port());
    }

    /** Whether packets take the short way: {@code l2dsr}, and {@code ipip} with the fields that it always had. */
    static boolean isPlain(final Service service, final Route route) {
        final Outer outer = service.handling().outer();
        return switch (service.mode()) {
            case L2DSR -> !outer.decrements();
            case IPIP -> outer.isPlain() && route.spreadBits() == 0;
            case GRE, GUE, L3DSR -> false;
        };
    }

    private static int outerLength(final Mode mode, final Outer.Gue gue, final boolean ipv4) {
        final int ip = ipv4 ? Ipv4.HEADER : Ipv6.HEADER;
        return switch (mode) {
            case L2DSR, L3DSR -> 0;
            case IPIP -> ip;
            case GRE -> ip + GRE_HEADER_LENGTH;
            case GUE -> ip + Transport.UDP_HEADER + (gue.variant() == 0 ? GUE_HEADER_LENGTH : 0);
        };
    }

    private static int code(final Mode mode) {
        return switch (mode) {
            case L2DSR -> L2DSR;
            case L3DSR -> L3DSR;
            case IPIP -> IPIP;
            case GRE -> GRE;
            case GUE -> GUE;
        };
    }

    private static int flags(final Mode mode, final Outer outer, final boolean ipv4Backend) {
        int flags = ipv4Backend ? 0 : OUTER_IPV6;
        flags |= outer.decrements() ? DECREMENTS : 0;
        if (mode == Mode.GUE) {
            flags |= outer.gue().hasChecksum() ? UDP_CHECKSUM : 0;
            flags |= outer.gue().variant() == 0 ? GUE_HEADER : 0;
        }
        return flags;
    }

    /** With {@code l3dsr} the class is the packet's own, and its ECN is nobody's but the ends' and the routers'. */
    private static void prepareClass(final long record, final Mode mode, final Outer outer) {
        int kept = ALL_OF_CLASS;
        if (mode.hasOuterHeader() && outer.ecn() == Outer.Ecn.COMPATIBILITY) {
            kept &= DSCP_OF_CLASS;
        }
        if (outer.dscp() != Outer.COPIED) {
            kept &= ~DSCP_OF_CLASS;
            Mem.u8(record + CLASS_GIVEN, outer.dscp() << 2);
        }
        Mem.u8(record + CLASS_KEPT, kept);
    }

    /** Hot path. {@link #L2DSR}, {@link #L3DSR} or another number for a mode with outer header; 0 where the choice is plain. */
    public static int mode(final long record) {
        return Mem.u8(record + MODE) & MODE_BITS;
    }

    /** Octets of all outer headers. */
    static int outerLength(final long record) {
        return Mem.u8(record + OUTER_LENGTH);
    }

    /** Hot path. Whether the outer header is one of IPv6. */
    public static boolean isOuterIpv6(final long record) {
        return (Mem.u8(record + MODE) & OUTER_IPV6) != 0;
    }

    /** Hot path. Whether the packet itself loses one hop. */
    public static boolean decrements(final long record) {
        return (Mem.u8(record + MODE) & DECREMENTS) != 0;
    }

    static boolean hasUdpChecksum(final long record) {
        return (Mem.u8(record + MODE) & UDP_CHECKSUM) != 0;
    }

    static boolean hasGueHeader(final long record) {
        return (Mem.u8(record + MODE) & GUE_HEADER) != 0;
    }

    static int udpPort(final long record) {
        return Mem.u16be(record + UDP_PORT);
    }

    /** Last bits of the outer source that differ by flow, 0 to 64. */
    static int spreadBits(final long record) {
        return Mem.u8(record + SPREAD);
    }

    /** Traffic class that is written for a packet of the given one. */
    static int trafficClass(final long record, final int inside) {
        return inside & Mem.u8(record + CLASS_KEPT) | Mem.u8(record + CLASS_GIVEN);
    }

    /**
     * Hot path. Flags of the outer IPv4 header.
     *
     * @param inside {@link Ipv4#DONT_FRAGMENT} of the packet, set for IPv6; or 0
     */
    public static int flags(final long record, final int inside) {
        return inside & Mem.u8(record + DF_KEPT) << 8 | Mem.u8(record + DF_GIVEN) << 8;
    }
}
