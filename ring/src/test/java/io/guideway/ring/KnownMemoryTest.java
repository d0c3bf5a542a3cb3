package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Addresses here are numbers that no allocator hands out; nothing is read or written. */
class KnownMemoryTest {
    private static final long START = 0x1000;

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anAccessIsAllowedExactlyWhereItLiesInOneRegion(
            @ForAll @IntRange(min = 1, max = 20) final int count,
            @ForAll @IntRange(min = 1, max = 64) final int length,
            @ForAll @IntRange(max = 64) final int gap,
            @ForAll @LongRange(min = -10, max = 3000) final long offset,
            @ForAll @IntRange(min = 1, max = 70) final int access) {
        final long stride = length + gap;
        KnownMemory.addEach(START, stride, count, length);
        try {
            final long index = Math.floorDiv(offset, stride);
            final boolean inside = index >= 0 && index < count && Math.floorMod(offset, stride) + access <= length;
            assertEquals(inside, allowed(START + offset, access));
        } finally {
            KnownMemory.remove(START, stride * count);
        }
        assertFalse(allowed(START + offset, access));
    }

    @Test
    void removingARangeLeavesWhatLiesBesideIt() {
        for (final long start : new long[] {START + 300, START, START + 200, START + 100}) {
            KnownMemory.add(start, 100);
        }
        KnownMemory.remove(START + 100, 200);
        final boolean[] left = {
            allowed(START, 100), allowed(START + 100, 100), allowed(START + 200, 100), allowed(START + 300, 100)
        };
        KnownMemory.remove(START, 400);
        assertEquals("[true, false, false, true]", Arrays.toString(left));
    }

    @Test
    void addressesAtTheVeryEndAreOutside() {
        assertFalse(allowed(Long.MAX_VALUE - 2, 8));
        assertFalse(allowed(-1, 1));
        assertFalse(allowed(0, 1));
    }

    @Test
    void aClosedBlockIsForbidden() {
        final NativeBlock block = new NativeBlock(16);
        final long address = block.address();
        assertDoesNotThrow(() -> Mem.i64(address + 8));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.i64(address + 9));
        block.close();
        block.close();
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.i64(address));
    }

    private static boolean allowed(final long at, final long length) {
        try {
            KnownMemory.check(at, length);
            return true;
        } catch (final IndexOutOfBoundsException outside) {
            return false;
        }
    }
}
