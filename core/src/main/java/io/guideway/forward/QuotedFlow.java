package io.guideway.forward;

import io.guideway.packet.Icmp;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.VipIndex;

/**
 * Rare path. Brings an ICMP error to the backend whose packet it is about. It quotes that packet (RFC 792; RFC 4443, section
 * 2.4 (c)), which went from the VIP to the client, as much of it as fits and perhaps no more than the first octets behind the
 * IP header. Turned round, that is a packet of the flow: so a packet is made up that comes from the client, and goes the way
 * that the flow's packets go, with their hash, whatever the service hashes. Belongs to one worker.
 */
final class QuotedFlow implements AutoCloseable {
    private static final int FORWARD = Batch.FORWARD;
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int PORTS = 4;
    private static final int ACK = 0x10;

    // In the block, a cache line each but for the headers.
    private static final int QUOTE = 0;
    private static final int FLOW = QUOTE + Packet.SIZE;
    private static final int HEADERS = FLOW + Packet.SIZE;
    private static final int SEGMENT = HEADERS + Ipv6.HEADER;
    private static final int SIZE = SEGMENT + Transport.TCP_HEADER;

    private final NativeBlock block = new NativeBlock(SIZE);
    private final Selector selector;

    /** The quoted packet: where it begins, its ports, its protocol. */
    private final long quote = block.address() + QUOTE;

    /** The packet that is made up. */
    private final long flow = block.address() + FLOW;

    QuotedFlow(final Selector selector) {
        this.selector = selector;
        final long segment = block.address() + SEGMENT;
        Packet.network(flow, block.address() + HEADERS);
        Packet.transport(flow, segment);
        Packet.linkLength(flow, 0);
    }

    /**
     * Gives an ICMP error what {@link Selector} gives packets of the flow.
     *
     * @param readable octets from the ICMP header on that may be read, {@link Icmp#HEADER} at the least
     * @return {@link Batch#FORWARD}, or the ordinal of the drop
     */
    int find(final long packet, final int readable, final VipIndex index) {
        final boolean ipv6 = Packet.isIpv6(packet);
        Packet.network(quote, Packet.transport(packet) + Icmp.HEADER);
        final int quoted = readable - Icmp.HEADER;
        final boolean isRead = ipv6 ? readIpv6(quoted) : readIpv4(quoted);
        if (!isRead || !isAnswerOf(packet, ipv6)) {
            return ICMP;
        }
        makeUp(ipv6);
        Classifier.begin(flow, index);
        final long entry = Classifier.classify(flow, index);
        if (entry < 0) {
            return ICMP;
        }
        selector.chooseSlot(flow, entry);
        if (Packet.verdict(flow) == FORWARD) {
            Selector.loadBackend(flow);
        }
        Packet.follow(packet, flow);
        return Packet.verdict(flow);
    }

    /** Later fragments have no ports. Lengths and checksum of what was quoted may be anything: it was on its way when it failed. */
    private boolean readIpv4(final int readable) {
        final long header = Packet.network(quote);
        if (readable < Ipv4.HEADER || Ipv4.version(header) != 4) {
            return false;
        }
        final int length = Ipv4.headerLength(header);
        Packet.kind(quote, VipIndex.key(false, Ipv4.protocol(header), 0));
        Packet.transport(quote, header + length);
        return length >= Ipv4.HEADER && (Ipv4.flags(header) & Ipv4.OFFSET) == 0 && hasPorts(readable);
    }

    private boolean readIpv6(final int readable) {
        final long header = Packet.network(quote);
        return readable >= Ipv6.HEADER
                && Ipv6.version(header) == 6
                && Ipv6Extensions.walk(quote, readable) == FORWARD
                && ((Packet.kind(quote) & Packet.FRAGMENT) == 0 || Ipv6Extensions.isFirst(quote))
                && hasPorts(readable);
    }

    private boolean hasPorts(final int readable) {
        final int protocol = Packet.protocol(Packet.kind(quote));
        return (protocol == Transport.TCP || protocol == Transport.UDP)
                && Packet.transport(quote) - Packet.network(quote) + PORTS <= readable;
    }

    /** Whether what was quoted came from the address that the error is for. */
    private boolean isAnswerOf(final long packet, final boolean ipv6) {
        final long sender = Packet.network(quote);
        final long addressee = Packet.network(packet);
        return ipv6
                ? Mem.i64(sender + Ipv6.SOURCE) == Mem.i64(addressee + Ipv6.DESTINATION)
                        && Mem.i64(sender + Ipv6.SOURCE + 8) == Mem.i64(addressee + Ipv6.DESTINATION + 8)
                : Mem.i32(sender + Ipv4.SOURCE) == Mem.i32(addressee + Ipv4.DESTINATION);
    }

    /** A packet without payload, neither the first of its connection nor the last. */
    private void makeUp(final boolean ipv6) {
        final long header = Packet.network(flow);
        final long segment = Packet.transport(flow);
        final long ports = Packet.transport(quote);
        final int protocol = Packet.protocol(Packet.kind(quote));
        final int length = protocol == Transport.TCP ? Transport.TCP_HEADER : Transport.UDP_HEADER;
        Packet.begin(flow);
        Packet.kind(flow, VipIndex.key(ipv6, protocol, Mem.u16be(ports)));
        if (ipv6) {
            makeUp6(header, protocol, length);
        } else {
            makeUp4(header, protocol, length);
        }
        Mem.u16(segment, Mem.u16(ports + 2));
        Mem.u16(segment + 2, Mem.u16(ports));
        if (protocol == Transport.TCP) {
            Mem.u16be(segment + 12, Transport.TCP_HEADER / 4 << 12 | ACK);
        } else {
            Mem.u16be(segment + 4, Transport.UDP_HEADER);
        }
    }

    private void makeUp4(final long header, final int protocol, final int length) {
        final long quoted = Packet.network(quote);
        Packet.networkLength(flow, Ipv4.HEADER + length);
        Packet.length(flow, Ipv4.HEADER + length);
        Mem.u16be(header, 0x4500);
        Mem.u16be(header + Ipv4.TOTAL_LENGTH, Ipv4.HEADER + length);
        Mem.u8(header + Ipv4.NEXT, protocol);
        Mem.i32(header + Ipv4.SOURCE, Mem.i32(quoted + Ipv4.DESTINATION));
        Mem.i32(header + Ipv4.DESTINATION, Mem.i32(quoted + Ipv4.SOURCE));
    }

    private void makeUp6(final long header, final int protocol, final int length) {
        final long quoted = Packet.network(quote);
        Packet.networkLength(flow, Ipv6.HEADER + length);
        Packet.length(flow, Ipv6.HEADER + length);
        Mem.i32be(header, 6 << 28);
        Mem.u16be(header + Ipv6.PAYLOAD_LENGTH, length);
        Mem.u8(header + Ipv6.NEXT, protocol);
        for (int i = 0; i < 16; i += 8) {
            Mem.i64(header + Ipv6.SOURCE + i, Mem.i64(quoted + Ipv6.DESTINATION + i));
            Mem.i64(header + Ipv6.DESTINATION + i, Mem.i64(quoted + Ipv6.SOURCE + i));
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
