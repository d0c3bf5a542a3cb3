package io.guideway.forward;

import io.guideway.packet.Checksum;
import io.guideway.packet.Icmp;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;

/**
 * Rare path. Makes of an echo request the reply, in its own mbuf (RFC 1122, section 3.2.2.6; RFC 4443, section 4.2): addresses
 * turn round, TTL or hop limit begins anew, DSCP stays and ECN goes, IPv4 options become no-operations and IPv6 extension
 * headers are left out. The payload is not read: what was wrong with its checksum still is.
 */
final class Echo {
    private static final int HOPS = 64;
    private static final int DSCP = 0xFC;
    private static final int NO_OPERATION = 1;

    private Echo() {}

    /** Makes a reply of a packet that is an echo request. */
    static void turn(final long packet, final long mbuf) {
        if (Packet.isIpv6(packet)) {
            turn6(packet, mbuf);
        } else {
            turn4(packet);
        }
    }

    private static void turn4(final long packet) {
        final long header = Packet.network(packet);
        final int length = Ipv4.headerLength(header);
        Asker.turnFrame(header - Packet.linkLength(packet));
        Asker.turnPacket(header, false);
        Mem.u8(header + Ipv4.TRAFFIC_CLASS, Ipv4.trafficClass(header) & DSCP);
        Mem.u8(header + Ipv4.TTL, HOPS);
        for (int i = Ipv4.HEADER; i < length; i++) {
            Mem.u8(header + i, NO_OPERATION);
        }
        Checksum.write(header, length);
        turnMessage(Packet.transport(packet), Icmp.ECHO, Icmp.ECHO_REPLY);
    }

    private static void turn6(final long packet, final long mbuf) {
        final long message = Packet.transport(packet);
        final int extensions = (int) (message - Packet.network(packet)) - Ipv6.HEADER;
        final int linkLength = Packet.linkLength(packet);
        if (extensions > 0) {
            Mem.copy(Mbuf.data(mbuf), Mbuf.data(mbuf) + extensions, linkLength + Ipv6.HEADER);
            Mbuf.strip(mbuf, extensions);
        }
        final long header = message - Ipv6.HEADER;
        Asker.turnFrame(header - linkLength);
        Asker.turnPacket(header, true);
        Mem.u16be(header, 6 << 12 | (Ipv6.trafficClass(header) & DSCP) << 4 | Mem.u16be(header) & 0xF);
        Mem.u16be(header + Ipv6.PAYLOAD_LENGTH, Ipv6.payloadLength(header) - extensions);
        Mem.u8(header + Ipv6.NEXT, Packet.protocol(Packet.kind(packet)));
        Mem.u8(header + Ipv6.HOP_LIMIT, HOPS);
        turnMessage(message, Icmp.V6_ECHO, Icmp.V6_ECHO_REPLY);
    }

    /** Addresses are in the sum of ICMPv6, but a sum does not ask for their order. */
    private static void turnMessage(final long message, final int request, final int reply) {
        Mem.u16be(message, reply);
        final int checksum = Mem.u16be(message + Icmp.CHECKSUM);
        Mem.u16be(message + Icmp.CHECKSUM, Checksum.replace(checksum, request, reply));
    }
}
