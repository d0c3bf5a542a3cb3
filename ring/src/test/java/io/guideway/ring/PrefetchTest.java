package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A prefetch changes nothing and minds nothing. How much sooner memory answers is told by the benchmarks. */
class PrefetchTest {
    private static final int COUNT = 64;

    @Test
    void anyValueWillDoAsAPointerAndAsAnIndex() {
        try (NativeBlock block = new NativeBlock(16L * COUNT)) {
            for (int i = 0; i < COUNT; i++) {
                Mem.i64(block.address() + 16L * i, i % 2 == 0 ? block.address() : Long.MIN_VALUE >>> i);
                Mem.i32(block.address() + 16L * i + 8, i % 2 == 0 ? i : -1 << i);
            }
            Prefetch.pointers(block.address(), 16, COUNT);
            Prefetch.rows(block.address(), 16, block.address() + 8, 16, COUNT);
            Prefetch.rows(0, Integer.MAX_VALUE, block.address() + 8, 16, COUNT);
            Prefetch.pointers(0, 0, 0);
            assertEquals(block.address(), Mem.i64(block.address()));
            assertEquals(-1 << 1, Mem.i32(block.address() + 16 + 8));
        }
    }
}
