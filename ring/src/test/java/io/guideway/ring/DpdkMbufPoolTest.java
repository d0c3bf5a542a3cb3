package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DpdkMbufPoolTest {

    @Test
    void aFreshMbufIsOneEmptySegmentAsTheLayoutSaysAndItsWholeBufferIsKnown() {
        try (MbufPool pool = RunningEal.EAL.createPool("fresh", 63, 1000);
                NativeBlock mbufs = new NativeBlock(8 * 63)) {
            assertTrue(pool.allocate(mbufs.address(), 63));
            for (int i = 0; i < 63; i++) {
                final long mbuf = Mem.i64(mbufs.address() + 8L * i);
                assertEquals(0, Mbuf.packetLength(mbuf));
                assertEquals(0, Mbuf.dataLength(mbuf));
                assertEquals(1, Mbuf.segments(mbuf));
                assertEquals(Mbuf.HEADROOM, Mbuf.headroom(mbuf));
                assertEquals(Mbuf.HEADROOM + 1000, Mbuf.bufferLength(mbuf));
                Mem.put(Mbuf.data(mbuf) - Mbuf.HEADROOM, new byte[Mbuf.HEADROOM + 1000]);
            }
            pool.free(mbufs.address(), 63);
        }
    }

    @Test
    void anExhaustedPoolGivesAllOrNothing() {
        try (MbufPool pool = RunningEal.EAL.createPool("exhausted", 7, 100);
                NativeBlock mbufs = new NativeBlock(8 * 8)) {
            assertEquals(7, pool.size());
            assertFalse(pool.allocate(mbufs.address(), 8));
            assertEquals(0, pool.inUse());
            assertTrue(pool.allocate(mbufs.address(), 7));
            assertEquals(7, pool.inUse());
            assertFalse(pool.allocate(mbufs.address(), 1));
            pool.free(mbufs.address(), 7);
            assertEquals(0, pool.inUse());
        }
    }

    @Test
    void theMemoryOfAClosedPoolIsForbidden() {
        final long data;
        try (MbufPool pool = RunningEal.EAL.createPool("closed", 7, 100);
                NativeBlock mbufs = new NativeBlock(8)) {
            assertTrue(pool.allocate(mbufs.address(), 1));
            data = Mbuf.data(Mem.i64(mbufs.address()));
            assertEquals(0, Mem.u8(data) & ~0xFF);
            pool.free(mbufs.address(), 1);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Mem.u8(data));
    }

    @Test
    void aNameThatIsTakenIsAnError() {
        final var e = assertThrows(DpdkException.class, () -> RunningEal.EAL.createPool("tests", 63, 100));
        assertEquals(17, e.errno());
        assertTrue(e.getMessage().contains("another name"), e.getMessage());
        assertTrue(RunningEal.POOL.size() > 0);
    }

    @Test
    void sizesOutOfRangeAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> RunningEal.EAL.createPool("none", 0, 100));
        assertThrows(IllegalArgumentException.class, () -> RunningEal.EAL.createPool("long", 1, 65_408));
        assertEquals(
                12,
                assertThrows(DpdkException.class, () -> RunningEal.EAL.createPool("big", 1 << 24, 2048))
                        .errno());
    }
}
