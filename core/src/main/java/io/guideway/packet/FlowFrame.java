package io.guideway.packet;

import java.nio.ByteBuffer;

/**
 * A small frame of a flow, right in every checksum, to ask a node about: what a client would send, from whatever station, and
 * nothing inside. Never on the packet path.
 */
public final class FlowFrame {
    private static final long NOBODY = 0x0200_0000_0000L;
    private static final long SOMEBODY = 0x0200_0000_00FEL;
    private static final int HOPS = 64;
    private static final int WINDOW = 0xFFFF;
    private static final int TCP_LENGTH = Transport.TCP_HEADER / 4 << 12;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int SEQUENCE = 1;
    private static final int TCP_CHECKSUM = 16;
    private static final int UDP_CHECKSUM = 6;
    private static final int ICMP_CHECKSUM = 2;
    private static final int ECHO = 8;
    private static final int ECHO_V6 = 128;

    private final IpAddress source;
    private final IpAddress destination;

    /** @throws IllegalArgumentException if the addresses are of two families */
    public FlowFrame(final IpAddress source, final IpAddress destination) {
        if (source.isIpv4() != destination.isIpv4()) {
            throw new IllegalArgumentException(
                    "%s and %s are of two families; give two of one".formatted(source, destination));
        }
        this.source = source;
        this.destination = destination;
    }

    /** The TCP packet that opens a connection. */
    public byte[] syn(final int from, final int to) {
        return tcp(from, to, SYN, 0);
    }

    /** A TCP packet of a connection that is open. */
    public byte[] ack(final int from, final int to) {
        return tcp(from, to, ACK, SEQUENCE);
    }

    private byte[] tcp(final int from, final int to, final int flags, final int acknowledged) {
        final ByteBuffer segment = ByteBuffer.allocate(Transport.TCP_HEADER)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(SEQUENCE)
                .putInt(acknowledged)
                .putShort((short) (TCP_LENGTH | flags))
                .putShort((short) WINDOW);
        return frame(Transport.TCP, segment.array(), TCP_CHECKSUM);
    }

    /** A UDP packet without data. */
    public byte[] udp(final int from, final int to) {
        final ByteBuffer datagram = ByteBuffer.allocate(Transport.UDP_HEADER)
                .putShort((short) from)
                .putShort((short) to)
                .putShort((short) Transport.UDP_HEADER);
        return frame(Transport.UDP, datagram.array(), UDP_CHECKSUM);
    }

    /** An ICMP or ICMPv6 echo request. */
    public byte[] echo() {
        final boolean isIpv4 = source.isIpv4();
        final byte[] message = {(byte) (isIpv4 ? ECHO : ECHO_V6), 0, 0, 0, 0, 1, 0, 1};
        return frame(isIpv4 ? Transport.ICMP : Transport.ICMPV6, message, ICMP_CHECKSUM);
    }

    /** A packet of another protocol, with nothing inside. */
    public byte[] of(final int protocol) {
        return frame(protocol, new byte[0], -1);
    }

    private byte[] frame(final int protocol, final byte[] payload, final int checksumAt) {
        if (checksumAt >= 0) {
            putChecksum(protocol, payload, checksumAt);
        }
        final int header = source.isIpv4() ? Ipv4.HEADER : Ipv6.HEADER;
        final ByteBuffer frame = ByteBuffer.allocate(Ethernet.HEADER + header + payload.length);
        putMac(frame, NOBODY);
        putMac(frame, SOMEBODY);
        frame.putShort((short) (source.isIpv4() ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6));
        frame.put(source.isIpv4() ? ipv4(protocol, payload.length) : ipv6(protocol, payload.length));
        return frame.put(payload).array();
    }

    private static void putMac(final ByteBuffer frame, final long mac) {
        frame.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    private byte[] ipv4(final int protocol, final int payload) {
        final ByteBuffer header = ByteBuffer.allocate(Ipv4.HEADER)
                .putShort((short) 0x4500)
                .putShort((short) (Ipv4.HEADER + payload))
                .putShort((short) 0)
                .putShort((short) Ipv4.DONT_FRAGMENT)
                .put((byte) HOPS)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source.ipv4Bits())
                .putInt(destination.ipv4Bits());
        return header.putShort(Ipv4.CHECKSUM, (short) ~fold(sum(header.array())))
                .array();
    }

    private byte[] ipv6(final int protocol, final int payload) {
        final ByteBuffer header = ByteBuffer.allocate(Ipv6.HEADER)
                .putInt(6 << 28)
                .putShort((short) payload)
                .put((byte) protocol)
                .put((byte) HOPS);
        putAddress(header, source);
        putAddress(header, destination);
        return header.array();
    }

    /** ICMP alone sums no pseudo-header (RFC 792; RFC 9293, RFC 768 and RFC 4443 do). */
    private void putChecksum(final int protocol, final byte[] payload, final int at) {
        final int pseudo = protocol == Transport.ICMP ? 0 : pseudoHeader(protocol, payload.length);
        final int checksum = ~fold(pseudo + sum(payload)) & 0xFFFF;
        final boolean isAbsence = checksum == 0 && protocol == Transport.UDP;
        ByteBuffer.wrap(payload).putShort(at, (short) (isAbsence ? 0xFFFF : checksum));
    }

    /** An IPv4 address in its mapped form adds 0xFFFF, which is zero in ones' complement: one serves both families. */
    private int pseudoHeader(final int protocol, final int length) {
        final ByteBuffer addresses = ByteBuffer.allocate(4 * Long.BYTES);
        putAddress(addresses, source);
        putAddress(addresses, destination);
        return sum(addresses.array()) + protocol + length;
    }

    private static void putAddress(final ByteBuffer buffer, final IpAddress address) {
        buffer.putLong(address.high()).putLong(address.low());
    }

    /** The sum of all words; an even number of octets. */
    private static int sum(final byte[] octets) {
        int sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            sum += (octets[i] & 0xFF) << 8 | octets[i + 1] & 0xFF;
        }
        return sum;
    }

    private static int fold(final int sum) {
        final int once = (sum & 0xFFFF) + (sum >>> 16);
        return (once & 0xFFFF) + (once >>> 16);
    }
}
