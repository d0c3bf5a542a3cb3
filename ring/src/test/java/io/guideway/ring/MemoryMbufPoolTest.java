package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryMbufPoolTest {
    private final MemoryMbufPool pool = new MemoryMbufPool(4, 100);
    private final NativeBlock mbufs = new NativeBlock(8 * 8);

    @AfterEach
    void giveBack() {
        mbufs.close();
        pool.close();
    }

    @Test
    void aFreshMbufIsOneEmptySegment() {
        assertTrue(pool.allocate(mbufs.address(), 1));
        final long mbuf = Mem.i64(mbufs.address());
        assertEquals(0, Mbuf.packetLength(mbuf));
        assertEquals(0, Mbuf.dataLength(mbuf));
        assertEquals(1, Mbuf.segments(mbuf));
        assertEquals(Mbuf.HEADROOM, Mbuf.headroom(mbuf));
        assertEquals(Mbuf.HEADROOM + 100, Mbuf.bufferLength(mbuf));
    }

    @Test
    void theOctetBehindAPacketCannotBeRead() {
        final long mbuf = pool.packet(new byte[] {1, 2, 3});
        final long data = Mbuf.data(mbuf);
        assertArrayEquals(new byte[] {1, 2, 3}, Mem.get(data, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(data + 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.i32(data));
    }

    @Test
    void theOctetBeforeABufferCannotBeRead() {
        final long mbuf = pool.packet(new byte[100]);
        final long buffer = Mbuf.data(mbuf) - Mbuf.headroom(mbuf);
        assertEquals(0, Mem.u8(buffer));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(buffer - 1));
    }

    @Test
    void anExhaustedPoolGivesAllOrNothing() {
        assertFalse(pool.allocate(mbufs.address(), 5));
        assertEquals(0, pool.inUse());
        assertTrue(pool.allocate(mbufs.address(), 4));
        assertEquals(4, pool.inUse());
        assertThrows(IllegalStateException.class, () -> pool.packet(new byte[1]));
        pool.free(mbufs.address(), 4);
        assertEquals(0, pool.inUse());
        assertEquals(4, pool.size());
    }

    @Test
    void anMbufThatIsGivenBackTwiceIsFound() {
        assertTrue(pool.allocate(mbufs.address(), 1));
        pool.free(mbufs.address(), 1);
        final var e = assertThrows(IllegalStateException.class, () -> pool.free(mbufs.address(), 1));
        assertTrue(e.getMessage().contains("twice"), e.getMessage());
        assertEquals(0, pool.inUse());
    }

    @Test
    void whatIsNoMbufOfThisPoolIsNotTakenBack() {
        assertTrue(pool.allocate(mbufs.address(), 1));
        final long mbuf = Mem.i64(mbufs.address());
        for (final long foreign : new long[] {0, mbuf + 8, mbufs.address()}) {
            Mem.i64(mbufs.address() + 8, foreign);
            assertThrows(IllegalArgumentException.class, () -> pool.free(mbufs.address() + 8, 1));
        }
        assertEquals(1, pool.inUse());
    }

    @Test
    void aFrameThatDoesNotFitIsRefused() {
        assertThrows(IllegalStateException.class, () -> pool.packet(new byte[101]));
        assertThrows(IllegalArgumentException.class, () -> new MemoryMbufPool(0, 100));
        assertThrows(IllegalArgumentException.class, () -> new MemoryMbufPool(1, 0xFFFF));
    }

    @Test
    void aPacketInTwoSegmentsReadsAsOneAndGoesBackWhole() {
        final long mbuf = pool.packet(new byte[] {1, 2, 3, 4, 5}, 3);
        assertEquals(2, Mbuf.segments(mbuf));
        assertEquals(3, Mbuf.dataLength(mbuf));
        assertEquals(5, Mbuf.packetLength(mbuf));
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(Mbuf.data(mbuf) + 3));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, MemoryMbufPool.content(mbuf));
        assertEquals(2, pool.inUse());
        Mem.i64(mbufs.address(), mbuf);
        pool.free(mbufs.address(), 1);
        assertEquals(0, pool.inUse());
    }
}
