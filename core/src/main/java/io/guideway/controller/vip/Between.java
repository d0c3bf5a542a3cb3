package io.guideway.controller.vip;

import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.service.Outer.Gue;
import java.nio.ByteBuffer;

/** What stands between the outer IP header and the packet inside: nothing with {@code ipip}, else a GRE header or those of GUE. */
final class Between {
    private static final int GRE_HEADER = 4;
    private static final int GUE_HEADER = 4;
    private static final int UDP_CHECKSUM = 6;
    private static final int FIRST_DYNAMIC_PORT = 0xC000;

    private Between() {}

    static int length(final Hop.Tunnel tunnel) {
        return switch (tunnel.mode()) {
            case GRE -> GRE_HEADER;
            case GUE -> Transport.UDP_HEADER + (tunnel.choice().gue().variant() == 0 ? GUE_HEADER : 0);
            default -> 0;
        };
    }

    static void write(
            final ByteBuffer out,
            final Hop.Tunnel tunnel,
            final boolean innerIsIpv4,
            final byte[] inner,
            final int length) {
        switch (tunnel.mode()) {
            case GRE -> out.putInt(innerIsIpv4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6);
            case GUE -> {
                final int port = Flow.of(inner, length).map(Flow::sourcePort).orElse(0);
                final Gue gue = tunnel.choice().gue();
                out.putShort((short) (FIRST_DYNAMIC_PORT | port)).putShort((short) gue.port());
                out.putShort((short) (length(tunnel) + length)).putShort((short) 0);
                if (gue.variant() == 0) {
                    out.putInt((innerIsIpv4 ? Ipv4.PROTOCOL : Ipv6.PROTOCOL) << 16);
                }
            }
            default -> {
                /* nothing */
            }
        }
    }

    /** Computes UDP's checksum, which is 0 so far (RFC 768; RFC 8200, section 8.1). */
    static void putChecksum(final byte[] outer, final int udp, final int end, final Hop.Tunnel tunnel) {
        final ByteBuffer pseudoHeader = ByteBuffer.allocate(40);
        put(pseudoHeader, tunnel.from());
        put(pseudoHeader, tunnel.to());
        pseudoHeader.putInt(end - udp).putInt(Transport.UDP);
        // An IPv4 address in mapped form adds 0xFFFF, which is zero in ones' complement.
        final int sum = Sum.of(outer, udp, end, Sum.of(pseudoHeader.array(), 0, pseudoHeader.position(), 0));
        final int checksum = ~sum & 0xFFFF;
        ByteBuffer.wrap(outer).putShort(udp + UDP_CHECKSUM, (short) (checksum == 0 ? 0xFFFF : checksum));
    }

    private static void put(final ByteBuffer out, final IpAddress address) {
        out.putLong(address.high()).putLong(address.low());
    }
}
