package io.guideway.packet;

import io.guideway.ring.Mem;
import java.nio.ByteOrder;

/**
 * Hot path. The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. Sums may be formed in the machine's
 * byte order and over wider words (RFC 1071, section 2), which is what makes this cheap.
 */
public final class Checksum {
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** The largest unsigned number, divided by 0xFFFF. */
    private static final long MOST_QUOTIENT = 0x0001_0001_0001_0001L;

    /** Times 0xFFFF it is 1, modulo 2^64. */
    private static final long INVERSE = -MOST_QUOTIENT;

    private Checksum() {}

    /**
     * Whether the checksum of an IPv4 header is right: whether the sum over all of it, brought to 16 bits, is 0xFFFF. That is
     * so for multiples of 0xFFFF, and those are told by one multiplication with its inverse modulo 2^64: the quotient is small
     * where nothing remains. Bringing the sum to 16 bits takes some ten instructions more.
     *
     * @param header native address; not all of it is zero
     * @param length octets of the header, a multiple of 4 and at least 20
     */
    public static boolean isRight(final long header, final int length) {
        return Long.compareUnsigned(sum(header, length) * INVERSE, MOST_QUOTIENT) <= 0;
    }

    /**
     * The sum, not folded, over an IPv4 header of {@code length} octets, a multiple of 4 and at least 20, in the machine's byte
     * order. The 20 octets that every header has are summed without a loop: as a loop over words they took 4 ns more.
     */
    public static long sum(final long header, final int length) {
        final long sum = Mem.u32(header)
                + Mem.u32(header + 4)
                + Mem.u32(header + 8)
                + Mem.u32(header + 12)
                + Mem.u32(header + 16);
        return length == Ipv4.HEADER ? sum : sum + sumOfOptions(header, length);
    }

    private static long sumOfOptions(final long header, final int length) {
        long sum = 0;
        for (int i = Ipv4.HEADER; i < length; i += 4) {
            sum += Mem.u32(header + i);
        }
        return sum;
    }

    /** Gives an IPv4 header of {@code length} octets the checksum that is right for it. Rare path. */
    public static void write(final long header, final int length) {
        Mem.u16(header + Ipv4.CHECKSUM, 0);
        Mem.u16(header + Ipv4.CHECKSUM, ~fold(sum(header, length)));
    }

    /** A checksum after one word that it covers has changed (RFC 1624, equation 3). */
    public static int replace(final int checksum, final int oldWord, final int newWord) {
        return ~foldInt((~checksum & 0xFFFF) + (~oldWord & 0xFFFF) + newWord) & 0xFFFF;
    }

    /** Brings a sum below 2^48 to 16 bits by adding the carries back. */
    public static int fold(final long sum) {
        long folded = (sum & 0xFFFF) + (sum >>> 16 & 0xFFFF) + (sum >>> 32);
        folded = (folded & 0xFFFF) + (folded >>> 16);
        return (int) ((folded & 0xFFFF) + (folded >>> 16));
    }

    /** Brings a sum from 0 to 2^31 - 1 to 16 bits: a step less than {@link #fold}. */
    public static int foldInt(final int sum) {
        final int folded = (sum & 0xFFFF) + (sum >>> 16);
        return (folded & 0xFFFF) + (folded >>> 16);
    }

    /** The sum, not folded, over {@code length} octets, a multiple of 4, in the machine's byte order. */
    public static long sumOfWords(final long at, final int length) {
        long sum = 0;
        for (int i = 0; i < length; i += 4) {
            sum += Mem.u32(at + i);
        }
        return sum;
    }

    /**
     * The sum, not folded, over {@code length} octets, up to 65535, in the machine's byte order; an odd last octet is padded with
     * zero. Eight octets a step.
     */
    public static long sumOfOctets(final long at, final int length) {
        long sum = 0;
        final int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            final long word = Mem.i64(at + i);
            sum += (word & 0xFFFF_FFFFL) + (word >>> 32);
        }
        return sum + sumOfRest(at + whole, length - whole);
    }

    private static long sumOfRest(final long at, final int length) {
        long sum = 0;
        final int pairs = length & -Short.BYTES;
        for (int i = 0; i < pairs; i += Short.BYTES) {
            sum += Mem.u16(at + i);
        }
        if (pairs < length) {
            final int octet = Mem.u8(at + pairs);
            sum += LITTLE_ENDIAN ? octet : octet << 8;
        }
        return sum;
    }

    /**
     * A checksum after some of the words that it covers were replaced (RFC 1624, equation 3).
     *
     * @param checksum before
     * @param difference sum below 2^47 over the complements of the words before and over the words after; checksum and words are in one
     *     order, the machine's or the network's
     */
    public static int replaced(final int checksum, final long difference) {
        return ~fold((~checksum & 0xFFFF) + difference) & 0xFFFF;
    }

    /** A folded sum of words in the machine's order as the sum of the same words in network order (RFC 1071, section 2). */
    public static int networkOrder(final int folded) {
        return LITTLE_ENDIAN ? Short.reverseBytes((short) folded) & 0xFFFF : folded;
    }
}
