package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.ring.Mbuf;

/** Sums over packets that may go on in further segments. */
final class Payload {
    private Payload() {}

    /**
     * The sum, not folded and in the machine's order, over {@code length} octets from native address {@code from}, which lies in the first
     * segment; the packet has as many.
     */
    static long sum(final long mbuf, final long from, final int length) {
        final int inFirst = (int) (Mbuf.data(mbuf) + Mbuf.dataLength(mbuf) - from);
        return inFirst >= length
                ? Checksum.sumOfOctets(from, length)
                : Checksum.sumOfOctets(from, inFirst) + sumOfOthers(mbuf, inFirst, length);
    }

    /** Rare. A segment that begins at an odd place has its octets the other way round in their words. */
    private static long sumOfOthers(final long mbuf, final int summed, final int length) {
        long sum = 0;
        int at = summed;
        for (long segment = Mbuf.next(mbuf); at < length; segment = Mbuf.next(segment)) {
            final int here = Math.min(Mbuf.dataLength(segment), length - at);
            final int part = Checksum.fold(Checksum.sumOfOctets(Mbuf.data(segment), here));
            sum += at % 2 == 0 ? part : Short.reverseBytes((short) part) & 0xFFFF;
            at += here;
        }
        return sum;
    }
}
