package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets of several segments, taken apart and read. */
class MbufTest {
    private static final byte[] FRAME = frame(100);

    private final MemoryMbufPool pool = new MemoryMbufPool(4, 256);
    private final NativeBlock to = new NativeBlock(256);

    private static byte[] frame(final int length) {
        final byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) i;
        }
        return frame;
    }

    @AfterEach
    void close() {
        assertEquals(0, pool.inUse());
        pool.close();
        to.close();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, 100",
        "60, 0, 100",
        "60, 0, 60",
        "60, 60, 40",
        "60, 10, 70",
        "60, 99, 1",
        "60, 100, 0",
        "1, 1, 99"
    })
    void octetsAreCopiedWhateverSegmentTheyStandIn(final int firstLength, final int from, final int length) {
        final long mbuf = pool.packet(FRAME, firstLength);
        Mbuf.copy(mbuf, from, to.address(), length);
        assertArrayEquals(Arrays.copyOfRange(FRAME, from, from + length), Mem.get(to.address(), length));
        free(mbuf);
    }

    @Test
    void whatIsDetachedIsAPacketOfItsOwn() {
        final long mbuf = pool.packet(FRAME, 60);
        final long rest = Mbuf.detach(mbuf);
        assertArrayEquals(Arrays.copyOf(FRAME, 60), MemoryMbufPool.content(mbuf));
        assertArrayEquals(Arrays.copyOfRange(FRAME, 60, 100), MemoryMbufPool.content(rest));
        assertEquals(1, Mbuf.segments(mbuf));
        assertEquals(1, Mbuf.segments(rest));
        free(mbuf);
        assertEquals(1, pool.inUse());
        free(rest);
    }

    @Test
    void onePieceHasNothingToDetach() {
        final long mbuf = pool.packet(FRAME);
        assertEquals(0, Mbuf.detach(mbuf));
        assertArrayEquals(FRAME, MemoryMbufPool.content(mbuf));
        free(mbuf);
    }

    @Test
    void octetsAreStrippedOffTheFront() {
        final long mbuf = pool.packet(FRAME, 60);
        Mbuf.strip(mbuf, 14);
        assertArrayEquals(Arrays.copyOfRange(FRAME, 14, 100), MemoryMbufPool.content(mbuf));
        free(mbuf);
    }

    private void free(final long mbuf) {
        Mem.i64(to.address(), mbuf);
        pool.free(to.address(), 1);
    }
}
