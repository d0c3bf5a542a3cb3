package io.guideway.bench.lab.traffic;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames of one length: {@code struct gwl_shape}.
 *
 * @param headers with source address, source port and checksums zero
 * @param length octets of the frame without its checksum
 * @param sum what does not change of the sum that C puts into IPv4's header or UDP's over IPv6
 */
record Shape(byte[] headers, int length, int sum) {
    static final int HEADERS = 64;
    private static final int UDP_HEADER = 8;
    private static final int UDP_CHECKSUM = 6;
    private static final IpAddress NOBODY4 = IpAddress.ipv4(0);
    private static final IpAddress NOBODY6 = new IpAddress(0, 0);

    /** @param octets of the frame, its checksum included */
    static Shape of(final Target target, final int octets) {
        final int length = octets - FrameSize.CHECKSUM;
        final int ip = target.ipv6() ? Ipv6.HEADER : Ipv4.HEADER;
        final int udp = Ethernet.HEADER + ip;
        final byte[] frame = FrameBuilder.packet(target.ipv6() ? NOBODY6 : NOBODY4, target.vip())
                .macs(target.own(), target.station())
                .udp(0, target.port(), length - udp - UDP_HEADER)
                .frame();
        ByteBuffer.wrap(frame).putShort(udp + UDP_CHECKSUM, (short) 0);
        if (!target.ipv6()) {
            ByteBuffer.wrap(frame).putShort(Ethernet.HEADER + Ipv4.CHECKSUM, (short) 0);
        }
        final byte[] headers = Arrays.copyOf(frame, udp + UDP_HEADER);
        final int sum = target.ipv6()
                ? sum(headers, Ethernet.HEADER + Ipv6.DESTINATION, headers.length) + Transport.UDP + length - udp
                : sum(headers, Ethernet.HEADER, udp);
        return new Shape(Arrays.copyOf(headers, HEADERS), length, sum);
    }

    private static int sum(final byte[] octets, final int from, final int to) {
        final ByteBuffer words = ByteBuffer.wrap(octets);
        int sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += words.getShort(i) & 0xFFFF;
        }
        return sum;
    }
}
