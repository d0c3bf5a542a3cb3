package io.guideway.forward;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Prefix;
import io.guideway.packet.Transport;
import io.guideway.service.Outer;
import io.guideway.service.Outer.DontFragment;
import io.guideway.service.Service;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What becomes of a packet, from the RFCs and apart from the code under test: every field is put together anew, and every checksum is
 * computed over all that it covers.
 */
final class SlowModes {
    private static final int HOPS_AT_4 = 8;
    private static final int HOPS_AT_6 = 7;

    private SlowModes() {}

    /**
     * The IP packet that leaves.
     *
     * @param packet that came; checksums in it are right, and its transport header stands right behind the IP header
     * @param backend that it goes to
     * @param node the node's own address of the backend's family
     * @param flow keyed hash of the flow
     */
    static byte[] leaving(
            final Service service,
            final byte[] packet,
            final IpAddress backend,
            final IpAddress node,
            final long flow) {
        final byte[] inside = packet.clone();
        if (service.handling().outer().decrements()) {
            inside[isIpv4(inside) ? HOPS_AT_4 : HOPS_AT_6]--;
            putHeaderChecksum(inside);
        }
        return switch (service.mode()) {
            case L2DSR -> inside;
            case L3DSR -> redirected(inside, backend, service.handling().outer().dscp());
            case IPIP, GRE, GUE -> encapsulated(service, inside, backend, source(service, node, flow), flow);
        };
    }

    private static byte[] encapsulated(
            final Service service,
            final byte[] inside,
            final IpAddress backend,
            final IpAddress source,
            final long flow) {
        final Outer outer = service.handling().outer();
        final int inner =
                isIpv4(inside) ? inside[1] & 0xFF : ByteBuffer.wrap(inside).getInt() >>> 20 & 0xFF;
        final int dscp = outer.dscp() == Outer.COPIED ? inner >>> 2 : outer.dscp();
        final int ecn = outer.ecn() == Outer.Ecn.NORMAL ? inner & 3 : 0;
        final boolean df = outer.df() == DontFragment.SET || outer.df() == DontFragment.COPY && hasDf(inside);
        final FrameBuilder packet = FrameBuilder.packet(source, backend)
                .trafficClass(dscp << 2 | ecn)
                .ttl(outer.hops())
                .flags(df ? Ipv4.DONT_FRAGMENT : 0)
                .identification(df ? 0 : 1)
                .flowLabel(Math.max(1, (int) (flow >>> 44)));
        final int protocol = isIpv4(inside) ? 4 : 41;
        return switch (service.mode()) {
            case GRE ->
                packet.payload(47, behind(isIpv4(inside) ? 0x0800 : 0x86DD, inside))
                        .ip();
            case GUE ->
                packet.udp(
                                0xC000 + (int) (flow >>> 50),
                                outer.gue().port(),
                                outer.gue().variant() == 0 ? behind(protocol << 16, inside) : inside,
                                outer.gue().hasChecksum())
                        .ip();
            default -> packet.payload(protocol, inside).ip();
        };
    }

    private static byte[] behind(final int header, final byte[] inside) {
        return ByteBuffer.allocate(4 + inside.length).putInt(header).put(inside).array();
    }

    private static boolean hasDf(final byte[] packet) {
        return !isIpv4(packet) || (packet[6] & 0x40) != 0;
    }

    /** The prefix, then bits of the hash with its halves exchanged. */
    private static IpAddress source(final Service service, final IpAddress node, final long flow) {
        final Prefix prefix = service.source(node.isIpv4()).orElse(Prefix.of(node));
        final BigInteger bits = new BigInteger(Long.toUnsignedString(flow << 32 | flow >>> 32))
                .mod(BigInteger.ONE.shiftLeft(prefix.hostBits()));
        return new IpAddress(prefix.address().high(), prefix.address().low() + bits.longValue());
    }

    private static byte[] redirected(final byte[] packet, final IpAddress backend, final int dscp) {
        final ByteBuffer octets = ByteBuffer.wrap(packet);
        final int header;
        if (isIpv4(packet)) {
            packet[1] = (byte) (dscp << 2 | packet[1] & 3);
            octets.putInt(16, backend.ipv4Bits());
            putHeaderChecksum(packet);
            header = (packet[0] & 15) * 4;
        } else {
            octets.putInt(0, octets.getInt(0) & 0xF03F_FFFF | dscp << 22);
            octets.putLong(24, backend.high()).putLong(32, backend.low());
            header = 40;
        }
        putTransportChecksum(packet, header);
        return packet;
    }

    private static void putTransportChecksum(final byte[] packet, final int header) {
        final ByteBuffer octets = ByteBuffer.wrap(packet);
        final int protocol = packet[isIpv4(packet) ? 9 : 6];
        final int at = header + (protocol == Transport.TCP ? 16 : 6);
        if (protocol == Transport.UDP && octets.getShort(at) == 0) {
            return;
        }
        octets.putShort(at, (short) 0);
        long sum = protocol + packet.length - header;
        for (int i = isIpv4(packet) ? 12 : 8; i < (isIpv4(packet) ? 20 : 40); i += 2) {
            sum += octets.getShort(i) & 0xFFFF;
        }
        for (int i = header; i < packet.length; i++) {
            sum += (packet[i] & 0xFFL) << ((i - header) % 2 == 0 ? 8 : 0);
        }
        final int checksum = (int) (0xFFFF - ones(sum));
        octets.putShort(at, (short) (checksum == 0 && protocol == Transport.UDP ? 0xFFFF : checksum));
    }

    private static void putHeaderChecksum(final byte[] packet) {
        if (isIpv4(packet)) {
            final ByteBuffer octets = ByteBuffer.wrap(packet);
            octets.putShort(10, (short) 0);
            long sum = 0;
            for (int i = 0; i < (packet[0] & 15) * 4; i += 2) {
                sum += octets.getShort(i) & 0xFFFF;
            }
            octets.putShort(10, (short) (0xFFFF - ones(sum)));
        }
    }

    /** The ones' complement sum: the remainder by 0xFFFF, as that number itself where it would be 0. */
    private static long ones(final long sum) {
        return sum == 0 ? 0 : (sum - 1) % 0xFFFF + 1;
    }

    private static boolean isIpv4(final byte[] packet) {
        return packet[0] >>> 4 == 4;
    }
}
