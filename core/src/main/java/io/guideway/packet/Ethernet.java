package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Hot path. An Ethernet II header (IEEE 802.3, clause 3; 802.1Q, clause 9) seen in place at a native address.
 * <pre>
 *  octet 0 | destination address |
 *        6 |   source address    |
 *       12 | [tag: 2 + 2]* type  |
 * </pre>
 * Addresses are the low 48 bits of a long.
 */
public final class Ethernet {
    /** Octets of a header without tags. */
    public static final int HEADER = 14;

    /** Octets of one 802.1Q tag. */
    public static final int TAG = 4;

    /** Octets of both addresses. */
    public static final int ADDRESSES = 12;

    /** Where the source address begins. */
    public static final int SOURCE = 6;

    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_IPV6 = 0x86DD;
    public static final int TYPE_VLAN = 0x8100;
    public static final int TYPE_SERVICE_VLAN = 0x88A8;

    /** In an address as a long: set for multicast and broadcast. */
    public static final long MULTICAST = 1L << 40;

    /** All stations of a link, as an address. */
    public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int TYPE = 12;

    private Ethernet() {}

    /** The destination address. The caller has seen 14 readable octets. */
    public static long destination(final long frame) {
        return Mem.i64be(frame) >>> 16;
    }

    /** The source address. The caller has seen 14 readable octets. */
    public static long source(final long frame) {
        return address(frame + SOURCE);
    }

    /** The Ethernet address that stands in the six octets at {@code at}. */
    public static long address(final long at) {
        return (long) Mem.u16be(at) << 32 | Mem.i32be(at + 2) & 0xFFFF_FFFFL;
    }

    /** Writes an Ethernet address to the six octets at {@code at}. */
    public static void address(final long at, final long address) {
        Mem.u16be(at, (int) (address >>> 32));
        Mem.i32be(at + 2, (int) address);
    }

    /** Writes a header without tags. */
    public static void write(final long frame, final long destination, final long source, final int type) {
        address(frame, destination);
        address(frame + SOURCE, source);
        Mem.u16be(frame + TYPE, type);
    }

    /** The type field, which is a tag's where the frame is tagged. */
    public static int type(final long frame) {
        return Mem.u16be(frame + TYPE);
    }

    /** Whether a type announces a tag, with another type behind it. */
    public static boolean isTag(final int type) {
        return type == TYPE_VLAN || type == TYPE_SERVICE_VLAN;
    }
}
