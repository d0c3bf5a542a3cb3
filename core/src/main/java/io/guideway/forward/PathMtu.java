package io.guideway.forward;

import io.guideway.packet.Checksum;
import io.guideway.packet.Icmp;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Rare path. Tells the sender of a packet that is too long what would fit: the packet's own mbuf becomes "fragmentation needed"
 * (RFC 1191, section 4) or "packet too big" (RFC 4443, section 3.2), from the VIP, and goes back to the station that it came
 * from. Limited in rate, and never about an error, a later fragment, or what came from no one host (RFC 1122, section 3.2.2;
 * RFC 4443, section 2.4). Belongs to one worker.
 */
final class PathMtu implements AutoCloseable {
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();
    private static final int NO_HEADROOM = Verdict.NO_HEADROOM.ordinal();
    private static final int ICMP_RATE = Verdict.ICMP_RATE.ordinal();
    private static final int ANSWERED = Verdict.ANSWERED.ordinal();

    /** Octets of the longest error (RFC 1812, section 4.3.2.3). */
    private static final int LONGEST_4 = 576;

    private static final int HOPS = 64;

    /** Precedence "internetwork control" (RFC 1812, section 4.3.2.5). */
    private static final int CONTROL = 0xC0;

    private final RateLimit errors;
    private final MbufPool pool;
    private final NativeBlock rest = new NativeBlock(Long.BYTES);

    /**
     * @param errors how often the worker may do it
     * @param pool takes back the segments that are not quoted
     */
    PathMtu(final RateLimit errors, final MbufPool pool) {
        this.errors = errors;
        this.pool = pool;
    }

    /**
     * Makes packet {@code i} the error about it, if there may be one.
     *
     * @param mtu octets of the longest IP packet that could have gone on
     * @return the ordinal of the packet's verdict
     */
    int tell(final Batch batch, final int i, final int mtu) {
        final long packet = batch.packet(i);
        final long mbuf = batch.mbuf(i);
        final boolean ipv6 = Packet.isIpv6(packet);
        if (!mayBeTold(packet, ipv6)) {
            return TOO_BIG;
        }
        final int before = (ipv6 ? Ipv6.HEADER : Ipv4.HEADER) + Icmp.HEADER;
        if (Mbuf.headroom(mbuf) < before) {
            return NO_HEADROOM;
        }
        if (!errors.take()) {
            return ICMP_RATE;
        }
        final int linkLength = Packet.linkLength(packet);
        final int readable = Math.min(Mbuf.dataLength(mbuf) - linkLength, Packet.networkLength(packet));
        final int quoted = Math.min(readable, (ipv6 ? Ipv6.LEAST_MTU : LONGEST_4) - before);
        quote(mbuf, before, linkLength, quoted);
        final long header = Packet.network(packet) - before;
        if (ipv6) {
            write6(header, Math.max(mtu, Ipv6.LEAST_MTU), quoted);
        } else {
            write4(header, mtu, quoted);
        }
        Packet.record(packet, batch.port());
        return ANSWERED;
    }

    private static boolean mayBeTold(final long packet, final boolean ipv6) {
        final int kind = Packet.kind(packet);
        final int protocol = Packet.protocol(kind);
        final boolean isFirst = ipv6
                ? (kind & Packet.FRAGMENT) == 0 || Ipv6Extensions.isFirst(packet)
                : (Ipv4.flags(Packet.network(packet)) & Ipv4.OFFSET) == 0;
        return isFirst && protocol != Transport.ICMP && protocol != Transport.ICMPV6 && Asker.isHost(packet);
    }

    /** Cuts the packet to what is quoted, and puts a link header like its own, turned round, before the room for the error's. */
    private void quote(final long mbuf, final int before, final int linkLength, final int quoted) {
        final long others = Mbuf.detach(mbuf);
        if (others != 0) {
            Mem.i64(rest.address(), others);
            pool.free(rest.address(), 1);
        }
        Mbuf.place(mbuf, Mbuf.headroom(mbuf) - before, linkLength + before + quoted);
        final long frame = Mbuf.data(mbuf);
        Mem.copy(frame + before, frame, linkLength);
        Asker.turnFrame(frame);
    }

    private static void write4(final long header, final int mtu, final int quoted) {
        final long about = header + Ipv4.HEADER + Icmp.HEADER;
        Mem.i32be(header, 0x45 << 24 | CONTROL << 16 | Ipv4.HEADER + Icmp.HEADER + quoted);
        Mem.i32be(header + Ipv4.IDENTIFICATION, Ipv4.DONT_FRAGMENT);
        Mem.u8(header + Ipv4.TTL, HOPS);
        Mem.u8(header + Ipv4.NEXT, Transport.ICMP);
        Mem.i32(header + Ipv4.SOURCE, Mem.i32(about + Ipv4.DESTINATION));
        Mem.i32(header + Ipv4.DESTINATION, Mem.i32(about + Ipv4.SOURCE));
        Checksum.write(header, Ipv4.HEADER);
        final long message = header + Ipv4.HEADER;
        Mem.i32be(message, Icmp.FRAGMENTATION_NEEDED << 16);
        Mem.i32be(message + Icmp.NEXT_HOP_MTU - 2, mtu);
        final long sum = Checksum.sumOfOctets(message, Icmp.HEADER + quoted);
        Mem.u16(message + Icmp.CHECKSUM, ~Checksum.fold(sum));
    }

    private static void write6(final long header, final int mtu, final int quoted) {
        final long about = header + Ipv6.HEADER + Icmp.HEADER;
        final int length = Icmp.HEADER + quoted;
        for (int i = 0; i < 16; i += 8) {
            Mem.i64(header + Ipv6.SOURCE + i, Mem.i64(about + Ipv6.DESTINATION + i));
            Mem.i64(header + Ipv6.DESTINATION + i, Mem.i64(about + Ipv6.SOURCE + i));
        }
        final long message = header + Ipv6.HEADER;
        Mem.i32be(message, Icmp.V6_PACKET_TOO_BIG << 16);
        Mem.i32be(message + Icmp.V6_MTU, mtu);
        // The pseudo-header (RFC 8200, section 8.1) stands before the message for as long as the sum takes.
        Mem.i32be(header, length);
        Mem.i32be(header + Ipv6.PAYLOAD_LENGTH, Transport.ICMPV6);
        final long sum = Checksum.sumOfOctets(header, Ipv6.HEADER + length);
        Mem.u16(message + Icmp.CHECKSUM, ~Checksum.fold(sum));
        Mem.i32be(header, 6 << 28);
        Mem.i32be(header + Ipv6.PAYLOAD_LENGTH, length << 16 | Transport.ICMPV6 << 8 | HOPS);
    }

    @Override
    public void close() {
        rest.close();
    }
}
