package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.ring.Mem;

/**
 * Hot path. Gives each flow an outer source address of its own out of a prefix: receivers whose network card tells flows apart
 * by the outer addresses alone then spread them over their queues.
 */
final class OuterSource {
    private OuterSource() {}

    /**
     * Sets the last bits of the source of an outer IPv4 header, which are 0 so far.
     *
     * @param bits how many, 0 to 31
     * @param flow keyed hash of the flow; its upper half is taken, since the lower one has chosen the backend
     */
    static void spreadIpv4(final long header, final int bits, final long flow) {
        final int last = (int) (flow >>> 32) & (1 << bits) - 1;
        if (last != 0) {
            Mem.i32be(header + Ipv4.SOURCE, Mem.i32be(header + Ipv4.SOURCE) | last);
            // The words were 0 in these bits, so adding is all that replacing them takes (RFC 1624, equation 3).
            final int added = Checksum.networkOrder(last >>> 16) + Checksum.networkOrder(last & 0xFFFF);
            Mem.u16(header + Ipv4.CHECKSUM, Checksum.replaced(Mem.u16(header + Ipv4.CHECKSUM), added));
        }
    }

    /** The same of an outer IPv6 header, 0 to 64 bits. */
    static void spreadIpv6(final long header, final int bits, final long flow) {
        final long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        final long last = Long.rotateRight(flow, 32) & mask;
        final long at = header + Ipv6.SOURCE + 8;
        Mem.i64be(at, Mem.i64be(at) | last);
    }
}
