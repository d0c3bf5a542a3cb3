package io.guideway.packet;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the beginning of a frame tells those who look for a fault: who speaks to whom, and whether the transport checksum was left to a
 * device that did not fill it in. Of untagged IPv4 and IPv6 with TCP or UDP at once; of everything else nothing. Never on the packet path.
 *
 * @param isPartial the checksum is the sum of the pseudo-header alone, as a kernel leaves it for a device to complete
 */
public record FrameFacts(
        IpAddress source, IpAddress destination, int protocol, int sourcePort, int destinationPort, boolean isPartial) {
    private static final int TCP_CHECKSUM = 16;
    private static final int UDP_CHECKSUM = 6;

    /** Of these octets, which may be the first of the frame only. */
    public static Optional<FrameFacts> of(final byte[] octets) {
        if (octets.length < Ethernet.HEADER + Ipv4.HEADER) {
            return Optional.empty();
        }
        final ByteBuffer packet = ByteBuffer.wrap(octets, Ethernet.HEADER, octets.length - Ethernet.HEADER)
                .slice();
        return switch (ByteBuffer.wrap(octets).getShort(Ethernet.ADDRESSES) & 0xFFFF) {
            case Ethernet.TYPE_IPV4 -> ipv4(packet);
            case Ethernet.TYPE_IPV6 -> ipv6(packet);
            default -> Optional.empty();
        };
    }

    private static Optional<FrameFacts> ipv4(final ByteBuffer packet) {
        final int header = (packet.get(0) & 0xF) * 4;
        final int offset = packet.getShort(Ipv4.FLAGS) & 0x1FFF;
        return offset > 0
                ? Optional.empty()
                : transport(
                        packet,
                        header,
                        (packet.getShort(Ipv4.TOTAL_LENGTH) & 0xFFFF) - header,
                        packet.get(Ipv4.NEXT) & 0xFF,
                        IpAddress.ipv4(packet.getInt(Ipv4.SOURCE)),
                        IpAddress.ipv4(packet.getInt(Ipv4.DESTINATION)));
    }

    private static Optional<FrameFacts> ipv6(final ByteBuffer packet) {
        return packet.limit() < Ipv6.HEADER
                ? Optional.empty()
                : transport(
                        packet,
                        Ipv6.HEADER,
                        packet.getShort(Ipv6.PAYLOAD_LENGTH) & 0xFFFF,
                        packet.get(Ipv6.NEXT) & 0xFF,
                        new IpAddress(packet.getLong(Ipv6.SOURCE), packet.getLong(Ipv6.SOURCE + Long.BYTES)),
                        new IpAddress(packet.getLong(Ipv6.DESTINATION), packet.getLong(Ipv6.DESTINATION + Long.BYTES)));
    }

    private static Optional<FrameFacts> transport(
            final ByteBuffer packet,
            final int at,
            final int length,
            final int protocol,
            final IpAddress source,
            final IpAddress destination) {
        final boolean isTcp = protocol == Transport.TCP;
        final int needed = isTcp ? Transport.TCP_HEADER : Transport.UDP_HEADER;
        if (!isTcp && protocol != Transport.UDP || packet.limit() < at + needed) {
            return Optional.empty();
        }
        final int checksum = packet.getShort(at + (isTcp ? TCP_CHECKSUM : UDP_CHECKSUM)) & 0xFFFF;
        return Optional.of(new FrameFacts(
                source,
                destination,
                protocol,
                packet.getShort(at) & 0xFFFF,
                packet.getShort(at + 2) & 0xFFFF,
                checksum == pseudoHeader(source, destination, protocol, length)));
    }

    /** RFC 9293, section 3.1; an IPv4 address in its mapped form adds 0xFFFF, which is zero in ones' complement. */
    private static int pseudoHeader(
            final IpAddress source, final IpAddress destination, final int protocol, final int length) {
        long sum = protocol + length;
        for (final long half : new long[] {source.high(), source.low(), destination.high(), destination.low()}) {
            sum += (half >>> 48) + (half >>> 32 & 0xFFFF) + (half >>> 16 & 0xFFFF) + (half & 0xFFFF);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (int) sum;
    }
}
