package io.guideway.packet;

import io.guideway.ring.Mem;
import java.nio.ByteOrder;

/**
 * Hot path. The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. Sums may be formed in the machine's
 * byte order and over wider words (RFC 1071, section 2), which is what makes this cheap.
 */
public final class Checksum {
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private Checksum() {}

    /**
     * Whether the checksum of an IPv4 header is right.
     *
     * @param header native address
     * @param length octets of the header, a multiple of 4 and at least 20
     */
    public static boolean isRight(final long header, final int length) {
        return fold(sum(header, length)) == 0xFFFF;
    }

    /**
     * The sum, not folded, over an IPv4 header of {@code length} octets, a multiple of 4 and at least 20, in the machine's byte
     * order. The 20 octets that every header has are summed without a loop: as a loop over words they took 4 ns more.
     */
    public static long sum(final long header, final int length) {
        final long first = Mem.i64(header);
        final long second = Mem.i64(header + 8);
        final long sum = (first & LOW_HALF)
                + (first >>> 32)
                + (second & LOW_HALF)
                + (second >>> 32)
                + (Mem.i32(header + 16) & LOW_HALF);
        return length == Ipv4.HEADER ? sum : sum + sumOfOptions(header, length);
    }

    private static long sumOfOptions(final long header, final int length) {
        long sum = 0;
        for (int i = Ipv4.HEADER; i < length; i += 4) {
            sum += Mem.i32(header + i) & LOW_HALF;
        }
        return sum;
    }

    /** Brings a sum below 2^48 to 16 bits by adding the carries back. */
    public static int fold(final long sum) {
        long folded = (sum & 0xFFFF) + (sum >>> 16 & 0xFFFF) + (sum >>> 32);
        folded = (folded & 0xFFFF) + (folded >>> 16);
        return (int) ((folded & 0xFFFF) + (folded >>> 16));
    }

    /** A folded sum of words in the machine's order as the sum of the same words in network order (RFC 1071, section 2). */
    public static int networkOrder(final int folded) {
        return LITTLE_ENDIAN ? Short.reverseBytes((short) folded) & 0xFFFF : folded;
    }
}
