package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Beside RFC 1071, section 1, done step by step: 16-bit words in network order, added with end-around carry. */
class ChecksumTest {
    @Property
    void theSumIsThatOf16BitWordsInNetworkOrder(
            @ForAll @Size(60) final byte[] octets, @ForAll @IntRange(min = 5, max = 15) final int words) {
        final byte[] header = Arrays.copyOf(octets, words * 4);
        try (NativeBlock block = block(header)) {
            final long sum = Checksum.sum(block.address(), header.length);
            assertEquals(wordByWord(header), Checksum.networkOrder(Checksum.fold(sum)));
        }
    }

    @Property
    void theSumOfAnyOctetsPadsAnOddOneWithZero(@ForAll @Size(max = 100) final byte[] octets) {
        try (NativeBlock block = block(Arrays.copyOf(octets, 100))) {
            final long sum = Checksum.sumOfOctets(block.address(), octets.length);
            final byte[] padded = Arrays.copyOf(octets, octets.length + 1 & -2);
            assertEquals(wordByWord(padded), Checksum.networkOrder(Checksum.fold(sum)));
        }
    }

    @Property
    void aReplacedWordLeavesTheChecksumRight(
            @ForAll @Size(20) final byte[] octets,
            @ForAll @IntRange(max = 9) final int word,
            @ForAll @IntRange(max = 0xFFFF) final int other) {
        octets[0] |= 0x40; // and the other word is not the first: a header is never all zero
        final int before = ~wordByWord(octets) & 0xFFFF;
        final int at = 2 * Math.max(word, 1);
        final int old = (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
        octets[at] = (byte) (other >>> 8);
        octets[at + 1] = (byte) other;
        assertEquals(~wordByWord(octets) & 0xFFFF, Checksum.replace(before, old, other));
    }

    @Property
    void aHeaderIsRightWithTheComplementOfItsSumAndWrongWithAnyOtherBit(
            @ForAll @Size(60) final byte[] octets,
            @ForAll @IntRange(min = 5, max = 15) final int words,
            @ForAll @IntRange(max = 479) final int bit) {
        final byte[] header = Arrays.copyOf(octets, words * 4);
        header[0] |= 0x40; // a header is never all zero, for which there are two sums
        header[10] = 0;
        header[11] = 0;
        final int checksum = ~wordByWord(header);
        header[10] = (byte) (checksum >>> 8);
        header[11] = (byte) checksum;
        try (NativeBlock block = block(header)) {
            assertTrue(Checksum.isRight(block.address(), header.length));
            final long at = block.address() + bit / 8 % header.length;
            Mem.u8(at, Mem.u8(at) ^ 1 << bit % 8);
            assertFalse(Checksum.isRight(block.address(), header.length));
        }
    }

    @Property
    void anyNumberOfOctetsAtAnyPlaceIsSummedLikeWords(
            @ForAll @Size(max = 300) final byte[] octets, @ForAll @IntRange(max = 7) final int before) {
        final byte[] padded = Arrays.copyOf(octets, octets.length + octets.length % 2);
        try (NativeBlock block = new NativeBlock(400)) {
            Mem.put(block.address() + before, octets);
            final long sum = Checksum.sumOfOctets(block.address() + before, octets.length);
            assertEquals(wordByWord(padded), Checksum.networkOrder(Checksum.fold(sum)));
        }
    }

    /** RFC 1624, section 4: the example, where the older way of RFC 1141 comes out as all ones. */
    @Test
    void aReplacedWordMakesTheChecksumThatTheRfcSays() {
        assertEquals(0x0000, Checksum.replaced(0xDD2F, (~0x5555 & 0xFFFF) + 0x3285));
    }

    @Property
    void foldingKeepsTheSumModuloAllOnes(@ForAll @LongRange(min = 1, max = (1L << 48) - 1) final long sum) {
        final int folded = Checksum.fold(sum);
        assertTrue(folded > 0 && folded <= 0xFFFF, () -> "16 bits, and not zero: " + folded);
        assertEquals(sum % 0xFFFF, folded % 0xFFFF);
    }

    @Property
    void aShortSumFoldsToTheSame(@ForAll @IntRange(min = 0) final int sum) {
        assertEquals(Checksum.fold(sum), Checksum.foldInt(sum));
    }

    /** RFC 1071, section 3: the example, with zeros behind it, which add nothing. */
    @Test
    void theExampleOfTheRfc() {
        final byte[] octets = {0x00, 0x01, (byte) 0xF2, 0x03, (byte) 0xF4, (byte) 0xF5, (byte) 0xF6, (byte) 0xF7};
        try (NativeBlock block = block(Arrays.copyOf(octets, 20))) {
            assertEquals(0xDDF2, Checksum.networkOrder(Checksum.fold(Checksum.sum(block.address(), 20))));
        }
    }

    private static NativeBlock block(final byte[] octets) {
        final NativeBlock block = new NativeBlock(octets.length);
        Mem.put(block.address(), octets);
        return block;
    }

    private static int wordByWord(final byte[] octets) {
        int sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            sum += (octets[i] & 0xFF) << 8 | octets[i + 1] & 0xFF;
            if (sum > 0xFFFF) {
                sum = sum - 0x10000 + 1;
            }
        }
        return sum;
    }
}
