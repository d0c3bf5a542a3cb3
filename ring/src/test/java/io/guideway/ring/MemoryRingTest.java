package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MemoryRingTest {

    @Test
    void aCapacityThatIsNoPowerOfTwoNamesTheNext() {
        assertNext(1000, 1024);
        assertNext(0, 2);
        assertNext(Integer.MIN_VALUE, 2);
        assertNext(Integer.MAX_VALUE, 1 << 24);
    }

    @Test
    void whatOneThreadPutsAnotherTakesInOrder() throws InterruptedException {
        final int packets = 200_000;
        final MemoryRing ring = new MemoryRing(64);
        final Thread putting = Thread.ofPlatform().start(() -> putAll(ring, packets));
        try (NativeBlock taken = new NativeBlock(8 * 32)) {
            long expected = 1;
            while (expected <= packets) {
                final int count = ring.take(taken.address(), 32);
                for (int i = 0; i < count; i++) {
                    assertEquals(expected++, Mem.i64(taken.address() + 8L * i));
                }
                Thread.onSpinWait();
            }
            assertEquals(0, ring.take(taken.address(), 32));
        }
        putting.join();
    }

    private static void putAll(final MemoryRing ring, final int packets) {
        try (NativeBlock one = new NativeBlock(8)) {
            for (long packet = 1; packet <= packets; packet++) {
                Mem.i64(one.address(), packet);
                while (ring.put(one.address(), 1) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static void assertNext(final int capacity, final int next) {
        final var e = assertThrows(IllegalArgumentException.class, () -> new MemoryRing(capacity));
        assertEquals(
                "capacity %d is not a power of two from 1 to %d; try %d".formatted(capacity, 1 << 24, next),
                e.getMessage());
    }
}
