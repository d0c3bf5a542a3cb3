package io.guideway.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Builds ICMP and ICMPv6 messages octet by octet from RFC 792 and RFC 4443, slowly and apart from the code under test. */
public final class IcmpBuilder {
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private IcmpBuilder() {}

    /**
     * A packet with one message; its checksum is right.
     *
     * @param rest octets 4 to 7 of the message
     */
    public static FrameBuilder packet(
            final String source,
            final String destination,
            final int type,
            final int code,
            final int rest,
            final byte[] body) {
        final IpAddress from = IpAddress.parse(source);
        final IpAddress to = IpAddress.parse(destination);
        final byte[] message = ByteBuffer.allocate(8 + body.length)
                .put((byte) type)
                .put((byte) code)
                .putShort((short) 0)
                .putInt(rest)
                .put(body)
                .array();
        final int before = from.isIpv4() ? 0 : sum(pseudoHeader(from, to, message.length), 0);
        ByteBuffer.wrap(message).putShort(2, (short) ~sum(message, before));
        return FrameBuilder.packet(from, to).payload(from.isIpv4() ? ICMP : ICMPV6, message);
    }

    /** The first octets of a packet. */
    public static byte[] first(final int octets, final byte[] packet) {
        return Arrays.copyOf(packet, Math.min(octets, packet.length));
    }

    private static byte[] pseudoHeader(final IpAddress from, final IpAddress to, final int length) {
        return ByteBuffer.allocate(40)
                .putLong(from.high())
                .putLong(from.low())
                .putLong(to.high())
                .putLong(to.low())
                .putInt(length)
                .putInt(ICMPV6)
                .array();
    }

    private static int sum(final byte[] octets, final int start) {
        int sum = start;
        for (int i = 0; i < octets.length; i++) {
            sum += (octets[i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }
}
