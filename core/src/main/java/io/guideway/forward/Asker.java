package io.guideway.forward;

import io.guideway.packet.Ethernet;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Source;
import io.guideway.ring.Mem;

/**
 * Rare path. Who sent a packet, where the node is about to answer it itself: may an answer go there, and how does it? What came
 * from nobody, or says that it comes from many or from us, gets none (RFC 1122, section 3.2.2; RFC 4443, section 2.4 (e)).
 */
final class Asker {
    private Asker() {}

    /** Whether a packet came from one host, as far as its source addresses tell. */
    static boolean isHost(final long packet) {
        final long network = Packet.network(packet);
        final long station = Mem.i64be(network - Packet.linkLength(packet) + Ethernet.SOURCE) >>> 16;
        return station != 0
                && (station & Ethernet.MULTICAST) == 0
                && Source.verdict(Packet.isIpv6(packet), network) == Batch.FORWARD;
    }

    /** Turns a frame round: it goes back to the station that sent it, from the one that it was for. */
    static void turnFrame(final long frame) {
        final long destination = Ethernet.destination(frame);
        Mem.i32(frame, Mem.i32(frame + Ethernet.SOURCE));
        Mem.u16(frame + 4, Mem.u16(frame + Ethernet.SOURCE + 4));
        Mem.i32be(frame + Ethernet.SOURCE, (int) (destination >>> 16));
        Mem.u16be(frame + Ethernet.SOURCE + 4, (int) destination);
    }

    /** Turns an IP packet round: from its destination to its source. */
    static void turnPacket(final long header, final boolean ipv6) {
        if (ipv6) {
            swap(header + Ipv6.SOURCE, header + Ipv6.DESTINATION);
            swap(header + Ipv6.SOURCE + 8, header + Ipv6.DESTINATION + 8);
        } else {
            final int source = Mem.i32(header + Ipv4.SOURCE);
            Mem.i32(header + Ipv4.SOURCE, Mem.i32(header + Ipv4.DESTINATION));
            Mem.i32(header + Ipv4.DESTINATION, source);
        }
    }

    private static void swap(final long one, final long other) {
        final long kept = Mem.i64(one);
        Mem.i64(one, Mem.i64(other));
        Mem.i64(other, kept);
    }
}
