package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ethernet;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;

/**
 * Hot path. The modes that put a header between the two IP packets, and {@code ipip} with fields of the service's choice. The
 * outer IP header is that of {@link IpIp}, but for what {@link Choices} say.
 *
 * <p>{@code gre} (RFC 2784; RFC 7676 over IPv6): no checksum, key or sequence number.
 * <pre>
 *  octet 0 | flags and version, all 0  2 | Ethernet type of the packet inside 2 |
 * </pre>
 * {@code gue} (draft-ietf-intarea-gue): variant 1 is UDP alone, since the first two bits of the IP packet behind it say
 * {@code 01}; variant 0 has a header.
 * <pre>
 *  octet 0 | source port 2 | destination port 2                                             |
 *        4 | length 2      | checksum 2                                                     |
 *        8 | variant, control, length of options: all 0  1 | protocol inside 1 | flags 0  2  |
 * </pre>
 * The source port tells flows apart, so that routers and receivers spread them (RFC 8085, section 5.1.1): one of the 2^14 dynamic
 * ones (RFC 6335, section 6).
 */
public final class Tunnel {
    private static final int FIRST_DYNAMIC_PORT = 0xC000;
    private static final int DYNAMIC_PORT_BITS = 14;

    private static final int UDP_LENGTH = 4;
    private static final int UDP_CHECKSUM = 6;

    /** Instead of 0, which says that there is no checksum (RFC 768). */
    private static final int CHECKSUM_ZERO = 0xFFFF;

    private Tunnel() {}

    /**
     * Writes all headers before the packet inside, for which {@link IpIp#open} has made room.
     *
     * @param network where the packet inside begins
     * @param length its octets
     * @param flags of an outer IPv4 header
     * @param identification of an outer IPv4 header
     * @param flow keyed hash of the flow
     */
    public static void write(
            final long backend,
            final long mbuf,
            final long network,
            final int length,
            final boolean ipv6,
            final int flags,
            final int identification,
            final long flow) {
        final int outerLength = Choices.outerLength(backend);
        final long header = network - outerLength;
        final int inside = ipv6 ? Ipv6.trafficClass(network) : Ipv4.trafficClass(network);
        final int trafficClass = Choices.trafficClass(backend, inside);
        if (Choices.isOuterIpv6(backend)) {
            final int payload = outerLength - Ipv6.HEADER + length;
            IpIp.writeIpv6(header, backend, payload, trafficClass, flow);
            OuterSource.spreadIpv6(header, Choices.spreadBits(backend), flow);
            writeBetween(backend, mbuf, header + Ipv6.HEADER, payload, ipv6, flow);
        } else {
            final int payload = outerLength - Ipv4.HEADER + length;
            IpIp.writeIpv4(header, backend, payload, trafficClass, flags, identification);
            OuterSource.spreadIpv4(header, Choices.spreadBits(backend), flow);
            writeBetween(backend, mbuf, header + Ipv4.HEADER, payload, ipv6, flow);
        }
    }

    private static void writeBetween(
            final long backend,
            final long mbuf,
            final long at,
            final int payload,
            final boolean ipv6,
            final long flow) {
        final int mode = Choices.mode(backend);
        if (mode == Choices.GRE) {
            Mem.i32be(at, ipv6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
        } else if (mode == Choices.GUE) {
            writeGue(backend, mbuf, at, payload, ipv6, flow);
        }
    }

    private static void writeGue(
            final long backend,
            final long mbuf,
            final long udp,
            final int length,
            final boolean ipv6,
            final long flow) {
        final int sourcePort = FIRST_DYNAMIC_PORT | (int) (flow >>> Long.SIZE - DYNAMIC_PORT_BITS);
        Mem.i32be(udp, sourcePort << 16 | Choices.udpPort(backend));
        Mem.i32be(udp + UDP_LENGTH, length << 16);
        if (Choices.hasGueHeader(backend)) {
            Mem.i32be(udp + Transport.UDP_HEADER, (ipv6 ? Ipv6.PROTOCOL : Ipv4.PROTOCOL) << 16);
        }
        if (Choices.hasUdpChecksum(backend)) {
            final long addresses = Choices.isOuterIpv6(backend)
                    ? Checksum.sumOfWords(udp - Ipv6.HEADER + Ipv6.SOURCE, Ipv6.HEADER - Ipv6.SOURCE)
                    : Checksum.sumOfWords(udp - Ipv4.HEADER + Ipv4.SOURCE, Ipv4.HEADER - Ipv4.SOURCE);
            Mem.u16(udp + UDP_CHECKSUM, udpChecksum(mbuf, udp, length, addresses));
        }
    }

    /**
     * The checksum in the machine's order (RFC 768; RFC 8200, section 8.1), over every octet of the packet inside. That one's own
     * checksum would spare the walk, but it need not be there, or be right: then a wrong one would leave that is ours.
     */
    private static int udpChecksum(final long mbuf, final long udp, final int length, final long addresses) {
        final long pseudoHeader = addresses + Checksum.networkOrder(length) + Checksum.networkOrder(Transport.UDP);
        final int checksum = ~Checksum.fold(pseudoHeader + Payload.sum(mbuf, udp, length)) & 0xFFFF;
        return checksum == 0 ? CHECKSUM_ZERO : checksum;
    }
}
