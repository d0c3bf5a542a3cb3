package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Against a {@link ByteBuffer}, at every alignment. */
class MemTest {
    private static final NativeBlock BLOCK = new NativeBlock(16);
    private static final long END = BLOCK.address() + BLOCK.size();

    @AfterContainer
    static void giveBack() {
        BLOCK.close();
    }

    @Property
    void networkOrderIsBigEndian(@ForAll @Size(16) final byte[] octets, @ForAll @IntRange(max = 8) final int offset) {
        final ByteBuffer expected = ByteBuffer.wrap(octets).order(ByteOrder.BIG_ENDIAN);
        Mem.put(BLOCK.address(), octets);
        final long at = BLOCK.address() + offset;
        assertEquals(expected.get(offset) & 0xFF, Mem.u8(at));
        assertEquals(expected.getShort(offset) & 0xFFFF, Mem.u16be(at));
        assertEquals(expected.getInt(offset), Mem.i32be(at));
        assertEquals(expected.getLong(offset), Mem.i64be(at));
        assertEquals(expected.order(ByteOrder.LITTLE_ENDIAN).getLong(offset), Mem.i64le(at));
    }

    @Property
    void theMachinesOrderIsTheMachines(
            @ForAll @Size(16) final byte[] octets, @ForAll @IntRange(max = 8) final int offset) {
        final ByteBuffer expected = ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
        Mem.put(BLOCK.address(), octets);
        final long at = BLOCK.address() + offset;
        assertEquals(expected.getShort(offset) & 0xFFFF, Mem.u16(at));
        assertEquals(expected.getInt(offset), Mem.i32(at));
        assertEquals(expected.getLong(offset), Mem.i64(at));
    }

    @Property
    void whatIsWrittenIsReadBackAndNothingElseIsTouched(
            @ForAll final long value, @ForAll @IntRange(max = 8) final int offset) {
        final long at = BLOCK.address() + offset;
        assertEquals(value & 0xFF, written(at, 1, to -> Mem.u8(to, (int) value), () -> Mem.u8(at)));
        assertEquals(value & 0xFFFF, written(at, 2, to -> Mem.u16(to, (int) value), () -> Mem.u16(at)));
        assertEquals(value & 0xFFFF, written(at, 2, to -> Mem.u16be(to, (int) value), () -> Mem.u16be(at)));
        assertEquals((int) value, written(at, 4, to -> Mem.i32(to, (int) value), () -> Mem.i32(at)));
        assertEquals((int) value, written(at, 4, to -> Mem.i32be(to, (int) value), () -> Mem.i32be(at)));
        assertEquals(value, written(at, 8, to -> Mem.i64(to, value), () -> Mem.i64(at)));
        assertEquals(value, written(at, 8, to -> Mem.i64be(to, value), () -> Mem.i64be(at)));
    }

    @Property
    void copiesMayOverlap(
            @ForAll @Size(16) final byte[] octets,
            @ForAll @IntRange(max = 8) final int from,
            @ForAll @IntRange(max = 8) final int to) {
        Mem.put(BLOCK.address(), octets);
        Mem.copy(BLOCK.address() + from, BLOCK.address() + to, 8);
        System.arraycopy(octets.clone(), from, octets, to, 8);
        assertArrayEquals(octets, Mem.get(BLOCK.address(), 16));
    }

    @Property
    void nothingIsReadOrWrittenAcrossTheEnd(@ForAll @IntRange(min = 1, max = 8) final int missing) {
        final List<LongConsumer> wide =
                List.of(Mem::i64, Mem::i64be, Mem::i64le, at -> Mem.i64(at, 0), at -> Mem.i64be(at, 0));
        for (final LongConsumer access : wide) {
            assertThrows(IndexOutOfBoundsException.class, () -> access.accept(END - 8 + missing));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.i32be(END - 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.i32(END - 3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u16be(END - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u16(END - 1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(END));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.copy(BLOCK.address(), END - 8 + missing, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.copy(END - 8 + missing, BLOCK.address(), 8));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.copy(END, BLOCK.address(), -missing));
    }

    private interface Read {
        long value();
    }

    private static long written(final long at, final int width, final LongConsumer write, final Read read) {
        final byte[] before = new byte[16];
        Mem.put(BLOCK.address(), before);
        write.accept(at);
        final long value = read.value();
        final byte[] after = Mem.get(BLOCK.address(), 16);
        final int offset = (int) (at - BLOCK.address());
        System.arraycopy(before, offset, after, offset, width);
        assertArrayEquals(before, after);
        return value;
    }
}
