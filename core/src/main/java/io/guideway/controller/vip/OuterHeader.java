package io.guideway.controller.vip;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import java.nio.ByteBuffer;

/**
 * The outer header of mode {@code ipip}, as the forwarder writes it (docs/packets.md): TTL 64; DSCP and ECN copied; DF copied
 * from IPv4 and set over IPv6. Two fields of IPv4 are left to the kernel, the checksum and the identification.
 */
final class OuterHeader {
    private static final int VERSION_AND_LENGTH = 0x45;
    private static final int VERSION_6 = 6 << 28;
    private static final int TTL = 64;
    private static final int FLOW_LABEL = 1;

    private OuterHeader() {}

    /**
     * Puts {@code inner} behind an outer header.
     *
     * @param length octets of the inner packet
     * @param outer room for it and 40 octets more
     * @return octets of the whole
     */
    static int write(
            final byte[] inner, final int length, final IpAddress from, final IpAddress to, final byte[] outer) {
        final ByteBuffer out = ByteBuffer.wrap(outer);
        final boolean innerIsIpv4 = inner[0] >>> 4 == 4;
        if (to.isIpv4()) {
            ipv4(out, inner, innerIsIpv4, length, from, to);
        } else {
            ipv6(out, inner, innerIsIpv4, length, from, to);
        }
        return out.put(inner, 0, length).position();
    }

    private static void ipv4(
            final ByteBuffer out,
            final byte[] inner,
            final boolean innerIsIpv4,
            final int length,
            final IpAddress from,
            final IpAddress to) {
        final int flags =
                innerIsIpv4 ? ByteBuffer.wrap(inner).getShort(Ipv4.FLAGS) & Ipv4.DONT_FRAGMENT : Ipv4.DONT_FRAGMENT;
        out.put((byte) VERSION_AND_LENGTH).put((byte) trafficClass(inner, innerIsIpv4));
        out.putShort((short) (Ipv4.HEADER + length)).putShort((short) 0).putShort((short) flags);
        out.put((byte) TTL)
                .put((byte) (innerIsIpv4 ? Ipv4.PROTOCOL : Ipv6.PROTOCOL))
                .putShort((short) 0);
        out.putInt(from.ipv4Bits()).putInt(to.ipv4Bits());
    }

    private static void ipv6(
            final ByteBuffer out,
            final byte[] inner,
            final boolean innerIsIpv4,
            final int length,
            final IpAddress from,
            final IpAddress to) {
        out.putInt(VERSION_6 | trafficClass(inner, innerIsIpv4) << 20 | FLOW_LABEL);
        out.putShort((short) length)
                .put((byte) (innerIsIpv4 ? Ipv4.PROTOCOL : Ipv6.PROTOCOL))
                .put((byte) TTL);
        out.putLong(from.high()).putLong(from.low()).putLong(to.high()).putLong(to.low());
    }

    private static int trafficClass(final byte[] inner, final boolean innerIsIpv4) {
        return innerIsIpv4 ? inner[1] & 0xFF : ByteBuffer.wrap(inner).getShort() >>> 4 & 0xFF;
    }
}
