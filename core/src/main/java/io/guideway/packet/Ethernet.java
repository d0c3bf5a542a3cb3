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

    public static final int SOURCE = 6;

    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_IPV6 = 0x86DD;
    public static final int TYPE_VLAN = 0x8100;
    public static final int TYPE_SERVICE_VLAN = 0x88A8;

    /** In an address as a long: set for multicast and broadcast. */
    public static final long MULTICAST = 1L << 40;

    private static final int TYPE = 12;

    private Ethernet() {}

    /** The destination address. The caller has seen 14 readable octets. */
    public static long destination(final long frame) {
        return Mem.i64be(frame) >>> 16;
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
