package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeBlockTest {
    /** The last two stand in a mapping of their own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 8, 4096, (2L << 20) - 1, 2L << 20, (5L << 20) + 3})
    void everyOctetIsZeroAndMayBeWrittenUntilTheBlockCloses(final long size) {
        final NativeBlock block = new NativeBlock(size);
        final long address = block.address();
        assertEquals(0, address % NativeBlock.ALIGNMENT);
        assertEquals(size, block.size());
        for (long at = address; at < address + size; at += 61) {
            assertEquals(0, Mem.u8(at));
        }
        Mem.u8(address + size - 1, 0xA5);
        assertEquals(0xA5, Mem.u8(address + size - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(address + size));
        block.close();
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(address));
        block.close();
    }

    @Test
    void anEmptyBlockHasAnAddressAndNoOctet() {
        try (NativeBlock block = new NativeBlock(0)) {
            assertTrue(block.address() > 0);
            assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(block.address()));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        final IllegalArgumentException negative =
                assertThrows(IllegalArgumentException.class, () -> new NativeBlock(-1));
        assertTrue(negative.getMessage().contains("-1 octets"), negative::getMessage);
        final OutOfMemoryError tooMuch = assertThrows(OutOfMemoryError.class, () -> new NativeBlock(1L << 60));
        assertTrue(tooMuch.getMessage().contains(Long.toString(1L << 60 | 2 << 20)), tooMuch::getMessage);
    }
}
