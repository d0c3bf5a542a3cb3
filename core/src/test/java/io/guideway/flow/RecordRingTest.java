package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordRingTest {
    private static final int RECORDS = 2_000_000;
    private static final int ROUNDS = 50_000;

    @Test
    void whatIsTakenIsReadOnceInOrder() {
        try (RecordRing ring = new RecordRing(4)) {
            final List<String> read = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ring.accept(i, i + 1);
                ring.accept(-i, i + 2);
                assertEquals(2, ring.drain(5, (flow, backend) -> read.add(flow + ":" + backend)));
            }
            assertEquals(List.of("0:1", "0:2", "1:2", "-1:3"), read.subList(0, 4));
            assertEquals(20, read.size());
            assertEquals(0, ring.dropped());
        }
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() {
        try (RecordRing ring = new RecordRing(8)) {
            for (int i = 0; i < 11; i++) {
                ring.accept(i, i);
            }
            assertEquals(3, ring.dropped());
            final List<Long> read = new ArrayList<>();
            assertEquals(5, ring.drain(5, (flow, _) -> read.add(flow)));
            ring.accept(11, 11);
            assertEquals(3, ring.dropped());
            ring.drain(100, (flow, _) -> read.add(flow));
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 11L), read);
        }
    }

    @Test
    void roomIsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new RecordRing(3));
        assertThrows(IllegalArgumentException.class, () -> new RecordRing(0));
    }

    /** One thread writes as fast as it can, another reads: each record arrives whole, in order, once, or is counted. */
    @Test
    void twoThreadsLoseNothingUncounted() throws InterruptedException {
        try (RecordRing ring = new RecordRing(1024)) {
            final Thread writer = new Thread(() -> {
                for (int i = 1; i <= RECORDS; i++) {
                    ring.accept(i * 31L, i);
                }
            });
            final long[] seen = new long[3]; // count, last backend, faults
            writer.start();
            boolean isOver = false;
            while (!isOver) {
                isOver = !writer.isAlive();
                while (ring.drain(100, (flow, backend) -> check(seen, flow, backend)) > 0) {
                    Thread.onSpinWait();
                }
            }
            assertEquals(0, seen[2]);
            assertEquals(RECORDS, seen[0] + ring.dropped());
            assertTrue(seen[0] > 0);
        }
    }

    private static void check(final long[] seen, final long flow, final int backend) {
        seen[0]++;
        if (flow != backend * 31L || backend <= seen[1]) {
            seen[2]++;
        }
        seen[1] = backend;
    }

    @Test
    void aWorkerAllocatesNothing() {
        try (RecordRing ring = new RecordRing(64)) {
            final var threads =
                    (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            write(ring, ROUNDS);
            final long before = threads.getCurrentThreadAllocatedBytes();
            write(ring, ROUNDS);
            assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before, 200.0);
        }
    }

    private static void write(final RecordRing ring, final int rounds) {
        for (int i = 0; i < rounds; i++) {
            ring.accept(i, i);
        }
    }
}
