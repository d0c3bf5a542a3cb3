package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;

/**
 * Hot path. Mode {@code ipip}: the IP packet travels inside another one to the backend. All four pairs: IPv4 in IPv4
 * (RFC 2003), IPv6 in IPv4 (RFC 4213), IPv4 and IPv6 in IPv6 (RFC 2473). The inner packet stays byte for byte as it came;
 * padding of the frame behind it is left off.
 *
 * <p>Outer fields: TTL 64; DSCP and ECN copied (RFC 2983, section 4.1; RFC 6040, section 4.1, normal mode); DF copied from
 * IPv4 and set over IPv6, which routers may not fragment either; identification 0 where DF is set (RFC 6864, section 4.1:
 * it means nothing there) and counted where not; flow label from the flow's hash (RFC 6438, section 3).
 */
public final class IpIp {
    private static final int FORWARD = Verdict.FORWARDED.ordinal();
    private static final int NO_NEIGHBOUR = Verdict.NO_NEIGHBOUR.ordinal();
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();
    private static final int NO_HEADROOM = Verdict.NO_HEADROOM.ordinal();

    private static final int VERSION_AND_LENGTH = 0x45 << 24;
    private static final int VERSION_6 = 6 << 28;
    private static final int FLOW_LABEL_BITS = 20;

    private IpIp() {}

    /**
     * Makes room for the outer header and writes the link header before it.
     *
     * @param backend record of the {@link BackendTable}
     * @param outerLength octets of its outer header
     * @param network where the IP packet begins
     * @param linkLength octets of the link header before it
     * @param length octets of the IP packet
     * @return ordinal of the verdict: forwarded, no neighbour, too big or no headroom; the packet is untouched unless forwarded
     */
    public static int open(
            final long backend,
            final int outerLength,
            final long mbuf,
            final long network,
            final int linkLength,
            final int length) {
        final long link = BackendTable.link(backend);
        if (!BackendTable.isResolved(link)) {
            return NO_NEIGHBOUR;
        }
        final boolean whole = Mbuf.segments(mbuf) == 1;
        // What stands behind the packet is cut off one segment, and travels on with several.
        final int sent = whole ? length : Mbuf.packetLength(mbuf) - linkLength;
        if (outerLength + sent > BackendTable.largestPacket(backend)) {
            return TOO_BIG;
        }
        final int headroom = Mbuf.headroom(mbuf);
        if (headroom < outerLength) {
            return NO_HEADROOM;
        }
        if (whole) {
            Mbuf.place(mbuf, headroom - outerLength, linkLength + outerLength + length);
        } else {
            Mbuf.prepend(mbuf, outerLength);
        }
        final long frame = network - linkLength;
        LinkHeader.write(frame - outerLength, frame, linkLength, backend, link);
        return FORWARD;
    }

    /**
     * Writes an outer IPv4 header.
     *
     * @param header where it begins
     * @param length octets of the packet inside
     * @param trafficClass DSCP and ECN of the packet inside
     * @param flags {@link Ipv4#DONT_FRAGMENT} or 0
     * @param identification 16 bits
     */
    public static void writeIpv4(
            final long header,
            final long backend,
            final int length,
            final int trafficClass,
            final int flags,
            final int identification) {
        final long prepared = backend + BackendTable.OUTER;
        final int totalLength = Ipv4.HEADER + length;
        final int sum = BackendTable.outerSum(backend) + trafficClass + totalLength + identification + flags;
        Mem.i32be(header, VERSION_AND_LENGTH | trafficClass << 16 | totalLength);
        Mem.i32be(header + Ipv4.IDENTIFICATION, identification << 16 | flags);
        Mem.i32be(header + Ipv4.TTL, Mem.i32be(prepared + Ipv4.TTL) | ~Checksum.foldInt(sum) & 0xFFFF);
        Mem.i64(header + Ipv4.SOURCE, Mem.i64(prepared + Ipv4.SOURCE));
    }

    /**
     * Writes an outer IPv6 header.
     *
     * @param header where it begins
     * @param length octets of the packet inside
     * @param trafficClass DSCP and ECN of the packet inside
     * @param flow keyed hash of the flow, of which the upper bits become the flow label
     */
    public static void writeIpv6(
            final long header, final long backend, final int length, final int trafficClass, final long flow) {
        final long prepared = backend + BackendTable.OUTER;
        // Never 0, which says that there is no label (RFC 6437, section 2).
        final int label = Math.max(1, (int) (flow >>> 64 - FLOW_LABEL_BITS));
        Mem.i32be(header, VERSION_6 | trafficClass << 20 | label);
        Mem.i32be(header + Ipv6.PAYLOAD_LENGTH, length << 16 | Mem.u16be(prepared + Ipv6.NEXT));
        for (int i = Ipv6.SOURCE; i < Ipv6.HEADER; i += 8) {
            Mem.i64(header + i, Mem.i64(prepared + i));
        }
    }
}
