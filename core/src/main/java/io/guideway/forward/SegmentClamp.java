package io.guideway.forward;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.service.Oversize;

/**
 * Before the fifth stop, where any service asks for it: TCP that begins a connection asks for segments no larger than its
 * service allows. An MSS option (RFC 9293, section 3.7.1) is made smaller, never larger, and none is added. What the client says
 * here bounds what backends send to it, past the node.
 */
final class SegmentClamp {
    private static final int FORWARD = Batch.FORWARD;
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int MSS_LENGTH = 4;

    private SegmentClamp() {}

    /** Looks at the first {@code count} packets, of which those that begin no connection are done with at once. */
    static void clamp(final Batch batch, final int count, final ServiceTable services) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == FORWARD && beginsConnection(packet)) {
                final int most = most(packet, services);
                if (most != Oversize.ANY_MSS) {
                    clamp(packet, batch.mbuf(i), most);
                }
            }
        }
    }

    private static boolean beginsConnection(final long packet) {
        final int kind = Packet.kind(packet);
        return Packet.protocol(kind) == Transport.TCP
                && (kind & Packet.FRAGMENT) == 0
                && Transport.isFirst(Packet.transport(packet));
    }

    private static int most(final long packet, final ServiceTable services) {
        final int asked = services.oversize(Packet.entry(packet)).mss();
        if (asked != Oversize.FITTING_MSS) {
            return asked;
        }
        final long backend = services.backends().record(Packet.record(packet));
        final int headers = (Packet.isIpv6(packet) ? Ipv6.HEADER : Ipv4.HEADER) + Transport.TCP_HEADER;
        return BackendTable.largestPacket(backend) - BackendTable.outerLength(backend) - headers;
    }

    private static void clamp(final long packet, final long mbuf, final int most) {
        final long header = Packet.transport(packet);
        final long readable = Mbuf.data(mbuf) + Mbuf.dataLength(mbuf);
        final long end = Math.min(header + Transport.tcpHeaderLength(header), readable);
        long option = header + Transport.TCP_HEADER;
        while (option < end && Mem.u8(option) != END) {
            if (Mem.u8(option) == NO_OPERATION) {
                option++;
                continue;
            }
            final int length = option + 1 < end ? Mem.u8(option + 1) : 0;
            if (length < 2 || option + length > end) {
                return; // they lie about their length: the ends' business
            }
            if (Mem.u8(option) == MSS && length == MSS_LENGTH) {
                lower(header, option + 2, most);
            }
            option += length;
        }
    }

    /** A word at an odd offset adds to the sum with its octets swapped (RFC 1071, section 2). */
    private static void lower(final long header, final long at, final int most) {
        final int old = Mem.u16be(at);
        if (old > most) {
            final boolean isOdd = (at - header & 1) != 0;
            final int checksum = Mem.u16be(header + Transport.TCP_CHECKSUM);
            Mem.u16be(at, most);
            Mem.u16be(
                    header + Transport.TCP_CHECKSUM,
                    Checksum.replace(checksum, isOdd ? swapped(old) : old, isOdd ? swapped(most) : most));
        }
    }

    private static int swapped(final int word) {
        return Short.reverseBytes((short) word) & 0xFFFF;
    }
}
