package io.guideway.controller.vip;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import java.nio.ByteBuffer;

/**
 * A packet of a check in mode {@code l3dsr}, as the forwarder rewrites it (docs/packets.md): to the backend's address, with the DSCP
 * that marks the VIP. It is one that {@link Flow} knows: TCP or UDP, and no later fragment. The checksum of IPv4's header is left to the
 * kernel.
 */
final class Redirected {
    private static final int TCP_CHECKSUM = 16;
    private static final int UDP_CHECKSUM = 6;
    private static final int ECN = 0x03;

    private Redirected() {}

    /** Rewrites the packet of {@code length} octets in place. */
    static void rewrite(final byte[] packet, final int length, final Hop.Redirection redirection) {
        final ByteBuffer header = ByteBuffer.wrap(packet, 0, length);
        final boolean ipv4 = packet[0] >>> 4 == 4;
        final int destination = ipv4 ? Ipv4.DESTINATION : Ipv6.DESTINATION;
        final int end = destination + (ipv4 ? Integer.BYTES : Ipv6.ADDRESS);
        final int before = Sum.of(packet, destination, end, 0);
        if (ipv4) {
            header.put(Ipv4.TRAFFIC_CLASS, (byte) (redirection.dscp() << 2 | packet[Ipv4.TRAFFIC_CLASS] & ECN));
            header.putInt(destination, redirection.to().ipv4Bits());
        } else {
            header.putShort(0, (short) (header.getShort(0) & 0xF03F | redirection.dscp() << 6));
            header.putLong(destination, redirection.to().high());
            header.putLong(destination + Long.BYTES, redirection.to().low());
        }
        final int transport = ipv4 ? (packet[0] & 0x0F) << 2 : Ipv6.HEADER;
        final int protocol = packet[ipv4 ? Ipv4.NEXT : Ipv6.NEXT];
        replace(header, transport, protocol, (~before & 0xFFFF) + Sum.of(packet, destination, end, 0));
    }

    /** RFC 1624, equation 3; UDP's 0 stays, and does not come up (RFC 768). */
    private static void replace(
            final ByteBuffer packet, final int transport, final int protocol, final int difference) {
        final int at = transport + (protocol == Transport.TCP ? TCP_CHECKSUM : UDP_CHECKSUM);
        if (at + Short.BYTES > packet.limit() || protocol == Transport.UDP && packet.getShort(at) == 0) {
            return;
        }
        int sum = (~packet.getShort(at) & 0xFFFF) + difference;
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        final int checksum = ~sum & 0xFFFF;
        packet.putShort(at, (short) (checksum == 0 && protocol == Transport.UDP ? 0xFFFF : checksum));
    }
}
