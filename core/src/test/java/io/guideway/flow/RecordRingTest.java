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
                ring.accept(i, i + 1, RecordKind.CONFIRMED);
                ring.accept(-i, i + 2, RecordKind.CONFIRMED);
                assertEquals(2, ring.drain(5, (flow, backend, _) -> read.add(flow + ":" + backend)));
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
                ring.accept(i, i, RecordKind.CONFIRMED);
            }
            assertEquals(3, ring.dropped());
            final List<Long> read = new ArrayList<>();
            assertEquals(5, ring.drain(5, (flow, _, _) -> read.add(flow)));
            ring.accept(11, 11, RecordKind.CONFIRMED);
            assertEquals(3, ring.dropped());
            ring.drain(100, (flow, _, _) -> read.add(flow));
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 11L), read);
        }
    }

    /** A flood of flows that begin leaves room for those that are confirmed. */
    @Test
    void whatIsNotConfirmedTakesAQuarter() {
        try (RecordRing ring = new RecordRing(8)) {
            for (int i = 0; i < 5; i++) {
                ring.accept(i, i, i % 2 == 0 ? RecordKind.NEW : RecordKind.OLDER);
            }
            assertEquals(3, ring.dropped());
            for (int i = 10; i < 20; i++) {
                ring.accept(i, i, RecordKind.CONFIRMED);
            }
            assertEquals(7, ring.dropped());
            final List<String> read = new ArrayList<>();
            ring.drain(100, (flow, _, kind) -> read.add(flow + " " + kind));
            assertEquals(List.of("0 NEW", "1 OLDER", "10 CONFIRMED", "11 CONFIRMED"), read.subList(0, 4));
            assertEquals(8, read.size());
            ring.accept(5, 5, RecordKind.NEW);
            assertEquals(7, ring.dropped());
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
                    ring.accept(i * 31L, i, RecordKind.CONFIRMED);
                }
            });
            final long[] seen = new long[3]; // count, last backend, faults
            writer.start();
            boolean isOver = false;
            while (!isOver) {
                isOver = !writer.isAlive();
                while (ring.drain(100, (flow, backend, _) -> check(seen, flow, backend)) > 0) {
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
            ring.accept(i, i, RecordKind.CONFIRMED);
        }
    }
}
