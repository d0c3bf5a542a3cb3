package io.guideway.controller.vip;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What tells the run that a packet belongs to: the VIP it goes to, and the port it comes from.
 *
 * @param sourcePort of TCP or UDP
 */
record Flow(IpAddress vip, int sourcePort) {
    private static final int FRAGMENT_OFFSET = 0x1FFF;

    /** The flow of an IP packet with TCP or UDP in it; empty for anything else. */
    static Optional<Flow> of(final byte[] packet, final int length) {
        final ByteBuffer header = ByteBuffer.wrap(packet, 0, length);
        if (length >= Ipv4.HEADER && packet[0] >>> 4 == 4) {
            return ofIpv4(header);
        }
        return length >= Ipv6.HEADER && packet[0] >>> 4 == 6 ? ofIpv6(header) : Optional.empty();
    }

    private static Optional<Flow> ofIpv4(final ByteBuffer packet) {
        final boolean isFirst = (packet.getShort(Ipv4.FLAGS) & FRAGMENT_OFFSET) == 0;
        final int transport = (packet.get(0) & 0x0F) << 2;
        if (!isFirst || !hasPorts(packet, packet.get(Ipv4.NEXT), transport)) {
            return Optional.empty();
        }
        return Optional.of(new Flow(IpAddress.ipv4(packet.getInt(Ipv4.DESTINATION)), port(packet, transport)));
    }

    private static Optional<Flow> ofIpv6(final ByteBuffer packet) {
        if (!hasPorts(packet, packet.get(Ipv6.NEXT), Ipv6.HEADER)) {
            return Optional.empty();
        }
        final IpAddress vip =
                new IpAddress(packet.getLong(Ipv6.DESTINATION), packet.getLong(Ipv6.DESTINATION + Long.BYTES));
        return Optional.of(new Flow(vip, port(packet, Ipv6.HEADER)));
    }

    private static boolean hasPorts(final ByteBuffer packet, final byte protocol, final int transport) {
        return (protocol == Transport.TCP || protocol == Transport.UDP)
                && packet.limit() >= transport + Transport.UDP_HEADER;
    }

    private static int port(final ByteBuffer packet, final int transport) {
        return Short.toUnsignedInt(packet.getShort(transport));
    }
}
