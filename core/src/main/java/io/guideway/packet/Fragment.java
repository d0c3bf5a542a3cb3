package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * Rare path. What makes an IP packet a fragment, seen in place: in IPv4's header (RFC 791, section 3.1), and in IPv6's fragment
 * header (RFC 8200, section 4.5):
 * <pre>
 *  octet 0 | next header | reserved | offset 13 bits, reserved 2, more 1 |
 *        4 |                      identification                        |
 * </pre>
 * {@code header} is the native address of the IPv4 header or of the fragment header. Values are in host order, offsets in
 * octets. The parser has proved that the header is readable.
 */
public final class Fragment {
    /** Octets of an IPv6 fragment header. */
    public static final int IPV6_HEADER = 8;

    /** In IPv4's flags word: more fragments follow. */
    public static final int IPV4_MORE = 0x2000;

    private static final int IPV4_OFFSET = 0x1FFF;
    private static final int IPV6_FLAGS = 2;
    private static final int IPV6_OFFSET = 0xFFF8;
    private static final int IPV6_MORE = 1;
    private static final int IPV6_IDENTIFICATION = 4;

    private Fragment() {}

    /** Where in the payload of the whole datagram the fragment's begins: 0 to 65528. */
    public static int offset(final boolean ipv6, final long header) {
        return ipv6 ? Mem.u16be(header + IPV6_FLAGS) & IPV6_OFFSET : (Ipv4.flags(header) & IPV4_OFFSET) << 3;
    }

    /** Whether it is not the last one. */
    public static boolean hasMore(final boolean ipv6, final long header) {
        return ipv6 ? (Mem.u16be(header + IPV6_FLAGS) & IPV6_MORE) != 0 : (Ipv4.flags(header) & IPV4_MORE) != 0;
    }

    /** What all fragments of an IPv6 datagram share. */
    public static int identification(final long header) {
        return Mem.i32be(header + IPV6_IDENTIFICATION);
    }
}
