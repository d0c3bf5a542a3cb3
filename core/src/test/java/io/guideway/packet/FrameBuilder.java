package io.guideway.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds frames octet by octet from the RFCs, slowly and apart from the code under test: the packets that tests send, and
 * the packets that they expect. Lengths and checksums are right unless a test breaks them afterwards.
 */
public final class FrameBuilder {
    private static final int FRAGMENT_HEADER = 44;

    private final List<byte[]> tags = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final IpAddress source;
    private final IpAddress destination;
    private long destinationMac = 0x0200_0000_0002L;
    private long sourceMac = 0x0200_0000_0001L;
    private int trafficClass;
    private int ttl = 64;
    private int identification = 0x1234;
    private int flags = Ipv4.DONT_FRAGMENT;
    private int flowLabel;
    private byte[] options = {};
    private int padding;
    private int protocol = Transport.UDP;
    private byte[] transport = {};

    private record Extension(int type, byte[] octets) {}

    private FrameBuilder(final IpAddress source, final IpAddress destination) {
        this.source = source;
        this.destination = destination;
    }

    /** A packet between two addresses of one family. */
    public static FrameBuilder packet(final String source, final String destination) {
        return packet(IpAddress.parse(source), IpAddress.parse(destination));
    }

    /** A packet between two addresses of one family. */
    public static FrameBuilder packet(final IpAddress source, final IpAddress destination) {
        return new FrameBuilder(source, destination);
    }

    /** Ethernet addresses as 48-bit values. */
    public FrameBuilder macs(final long from, final long to) {
        sourceMac = from;
        destinationMac = to;
        return this;
    }

    /** Adds a tag behind those that are there. */
    public FrameBuilder tag(final int type, final int vlan) {
        tags.add(ByteBuffer.allocate(4)
                .putShort((short) type)
                .putShort((short) vlan)
                .array());
        return this;
    }

    public FrameBuilder trafficClass(final int value) {
        trafficClass = value;
        return this;
    }

    public FrameBuilder ttl(final int value) {
        ttl = value;
        return this;
    }

    public FrameBuilder identification(final int value) {
        identification = value;
        return this;
    }

    /** IPv4 flags and fragment offset. */
    public FrameBuilder flags(final int value) {
        flags = value;
        return this;
    }

    public FrameBuilder flowLabel(final int value) {
        flowLabel = value;
        return this;
    }

    /** IPv4 options, a multiple of four octets: no-operations. */
    public FrameBuilder options(final int octets) {
        options = filled(octets, 1);
        return this;
    }

    /** Adds an IPv6 extension header of the given type and size in octets, which is filled with padding options. */
    public FrameBuilder extension(final int type, final int octets) {
        final byte[] header = new byte[octets];
        header[1] = (byte) (octets / 8 - 1);
        header[2] = 1;
        header[3] = (byte) (octets - 4);
        extensions.add(new Extension(type, header));
        return this;
    }

    /** Adds an IPv6 fragment header: offset in units of 8 octets. */
    public FrameBuilder fragment(final int offset, final boolean more) {
        return fragment(offset, more, identification);
    }

    /** The same with an identification. */
    public FrameBuilder fragment(final int offset, final boolean more, final int id) {
        final ByteBuffer header =
                ByteBuffer.allocate(8).putShort((short) 0).putShort((short) (offset << 3 | (more ? 1 : 0)));
        extensions.add(new Extension(FRAGMENT_HEADER, header.putInt(id).array()));
        return this;
    }

    /** Zero octets behind the IP packet, as Ethernet pads short frames. */
    public FrameBuilder padding(final int octets) {
        padding = octets;
        return this;
    }

    public FrameBuilder udp(final int from, final int to, final int payload) {
        return udp(from, to, filled(payload, 'u'));
    }

    public FrameBuilder udp(final int from, final int to, final byte[] payload) {
        protocol = Transport.UDP;
        transport = ByteBuffer.allocate(8 + payload.length)
                .putShort((short) from)
                .putShort((short) to)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
        putChecksum(6);
        return this;
    }

    /** A datagram with that payload; its checksum may be left off. */
    public FrameBuilder udp(final int from, final int to, final byte[] payload, final boolean hasChecksum) {
        protocol = Transport.UDP;
        transport = ByteBuffer.allocate(8 + payload.length)
                .putShort((short) from)
                .putShort((short) to)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
        if (hasChecksum) {
            putChecksum(6);
        }
        return this;
    }

    public FrameBuilder tcp(final int from, final int to, final int payload) {
        protocol = Transport.TCP;
        transport = ByteBuffer.allocate(20 + payload)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(0x01020304)
                .putInt(0x05060708)
                .putShort((short) 0x5018)
                .putShort((short) 0x2000)
                .putInt(0)
                .put(filled(payload, 't'))
                .array();
        putChecksum(16);
        return this;
    }

    /** TCP without data, with flags and options, a multiple of four octets. */
    public FrameBuilder tcp(final int from, final int to, final int tcpFlags, final byte[] tcpOptions) {
        tcp(from, to, 0);
        transport = ByteBuffer.allocate(20 + tcpOptions.length)
                .put(transport)
                .put(tcpOptions)
                .put(12, (byte) ((20 + tcpOptions.length) / 4 << 4))
                .put(13, (byte) tcpFlags)
                .putShort(16, (short) 0)
                .array();
        putChecksum(16);
        return this;
    }

    /** TCP with nothing but the flag SYN, which begins a connection. */
    public FrameBuilder syn(final int from, final int to) {
        tcp(from, to, 0);
        transport[13] = 0x02;
        transport[16] = 0;
        transport[17] = 0;
        putChecksum(16);
        return this;
    }

    /** Any other payload. */
    public FrameBuilder payload(final int protocolNumber, final byte[] octets) {
        protocol = protocolNumber;
        transport = octets.clone();
        return this;
    }

    /** Octets of the transport header and what follows, which fragments are cut from. */
    public int payloadLength() {
        return transport.length;
    }

    /** A part of the datagram that this builds, as a fragment (RFC 791, section 3.2; RFC 8200, section 4.5): what is not cut off stays. */
    public FrameBuilder cut(final int from, final int to) {
        final FrameBuilder part = new FrameBuilder(source, destination);
        part.tags.addAll(tags);
        part.extensions.addAll(extensions);
        part.macs(sourceMac, destinationMac).trafficClass(trafficClass).ttl(ttl).flowLabel(flowLabel);
        part.identification(identification);
        part.options = options;
        part.padding = padding;
        final boolean more = to < transport.length;
        if (source.isIpv4()) {
            part.flags((more ? 0x2000 : 0) | from / 8);
        } else {
            part.fragment(from / 8, more);
        }
        return part.payload(protocol, Arrays.copyOfRange(transport, from, to));
    }

    /** All fragments of the datagram, in order, with {@code size} octets of payload in each but the last. */
    public List<FrameBuilder> fragments(final int size) {
        final List<FrameBuilder> parts = new ArrayList<>();
        for (int from = 0; from < transport.length; from += size) {
            parts.add(cut(from, Math.min(from + size, transport.length)));
        }
        return parts;
    }

    /** The whole frame. */
    public byte[] frame() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(mac(destinationMac));
        out.writeBytes(mac(sourceMac));
        tags.forEach(out::writeBytes);
        final int type = source.isIpv4() ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6;
        out.write(type >>> 8);
        out.write(type);
        out.writeBytes(ip());
        out.writeBytes(new byte[padding]);
        return out.toByteArray();
    }

    /** The IP packet alone. */
    public byte[] ip() {
        return source.isIpv4() ? ipv4() : ipv6();
    }

    private byte[] ipv4() {
        final int headerLength = 20 + options.length;
        final ByteBuffer packet = ByteBuffer.allocate(headerLength + transport.length)
                .put((byte) (4 << 4 | headerLength / 4))
                .put((byte) trafficClass)
                .putShort((short) (headerLength + transport.length))
                .putShort((short) identification)
                .putShort((short) flags)
                .put((byte) ttl)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source.ipv4Bits())
                .putInt(destination.ipv4Bits())
                .put(options);
        packet.putShort(10, (short) ~sum(packet.array(), headerLength, 0));
        return packet.put(transport).array();
    }

    private byte[] ipv6() {
        final ByteArrayOutputStream chain = new ByteArrayOutputStream();
        for (int i = 0; i < extensions.size(); i++) {
            final byte[] header = extensions.get(i).octets().clone();
            header[0] =
                    (byte) (i + 1 < extensions.size() ? extensions.get(i + 1).type() : protocol);
            chain.writeBytes(header);
        }
        final int next = extensions.isEmpty() ? protocol : extensions.getFirst().type();
        return ByteBuffer.allocate(40 + chain.size() + transport.length)
                .putInt(6 << 28 | trafficClass << 20 | flowLabel)
                .putShort((short) (chain.size() + transport.length))
                .put((byte) next)
                .put((byte) ttl)
                .put(address(source))
                .put(address(destination))
                .put(chain.toByteArray())
                .put(transport)
                .array();
    }

    /** RFC 9293, section 3.1 and RFC 768: sum over a pseudo-header and the segment; UDP sends 0 as all ones. */
    private void putChecksum(final int at) {
        final ByteBuffer pseudo = ByteBuffer.allocate(40)
                .put(address(source))
                .put(address(destination))
                .putInt(transport.length)
                .putInt(protocol);
        // An IPv4 address in mapped form adds 0xFFFF, which is zero in ones' complement: one pseudo-header serves both.
        final int checksum = ~sum(transport, transport.length, sum(pseudo.array(), 40, 0)) & 0xFFFF;
        ByteBuffer.wrap(transport)
                .putShort(at, (short) (checksum == 0 && protocol == Transport.UDP ? 0xFFFF : checksum));
    }

    /** Ones' complement sum of 16-bit words (RFC 1071), an odd octet padded with zero. */
    private static int sum(final byte[] octets, final int length, final int start) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += (octets[i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    private static byte[] mac(final long mac) {
        return ByteBuffer.allocate(6)
                .putShort((short) (mac >>> 32))
                .putInt((int) mac)
                .array();
    }

    private static byte[] address(final IpAddress address) {
        return ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
    }

    private static byte[] filled(final int length, final int value) {
        final byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) value);
        return octets;
    }
}
