package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTableTest {
    private static final RecordLimits LIMITS = new RecordLimits(1024, 5, 300, 100);
    private static final long SOURCE = 3L << 56 | 0x0A0000;
    private static final long FLOW = 0x0123_4567_89AB_CDEFL;

    /** Tables so small that all is full most of the time; clocks that begin shortly before they wrap. */
    @Property(tries = 300)
    void itKnowsWhatTheModelKnowsButForWhatItCounts(
            @ForAll final long seed, @ForAll @IntRange(min = 8, max = 80) final int records) {
        try (RecordTrial trial = new RecordTrial(seed, records)) {
            trial.run(400);
        }
    }

    @Test
    void aRecordIsEmbryonicUntilItIsConfirmed() {
        try (RecordTable table = table()) {
            assertEquals(RecordTable.NONE, table.find(FLOW, 0));
            assertTrue(table.insert(FLOW, 7, SOURCE, 0));
            assertEquals(7, RecordTable.backend(table.find(FLOW, 0)));
            assertFalse(RecordTable.isConfirmed(table.find(FLOW, 0)));
            assertTrue(table.confirm(FLOW, SOURCE, 1));
            assertEquals(7, RecordTable.backend(table.find(FLOW, 1)));
            assertTrue(RecordTable.isConfirmed(table.find(FLOW, 1)));
        }
    }

    @Test
    void theHighestBackendAndTheExtremeKeysAreKept() {
        try (RecordTable table = table()) {
            for (final long flow : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertEquals(RecordTable.NONE, table.find(flow, 0));
                assertTrue(table.insertConfirmed(flow, RecordTable.BACKENDS - 1, 0, 0));
                assertEquals(RecordTable.BACKENDS - 1, RecordTable.backend(table.find(flow, 0)));
                assertTrue(table.insertConfirmed(flow, 0, 0, 0));
                assertEquals(0, RecordTable.backend(table.find(flow, 0)));
                assertNotEquals(RecordTable.NONE, table.find(flow, 0));
            }
            assertEquals(5, table.get(RecordCounter.CONFIRMED));
        }
    }

    /** A client that sends its SYN again and again does not keep an embryonic record alive. */
    @Test
    void anEmbryonicRecordAgesFromItsBeginning() {
        try (RecordTable table = table()) {
            table.insert(FLOW, 7, SOURCE, 0);
            for (int now = 0; now <= LIMITS.embryonicTicks(); now++) {
                assertNotEquals(RecordTable.NONE, table.find(FLOW, now));
            }
            assertEquals(RecordTable.NONE, table.find(FLOW, LIMITS.embryonicTicks() + 1));
            assertFalse(table.confirm(FLOW, SOURCE, LIMITS.embryonicTicks() + 1));
        }
    }

    @Test
    void aConfirmedRecordLivesUntilItsFlowHasBeenSilent() {
        try (RecordTable table = table()) {
            table.insertConfirmed(FLOW, 7, 0, 0);
            int now = 0;
            for (int packet = 0; packet < 1_000; packet++) { // over several turns of the stamp
                now += LIMITS.idleTicks();
                assertEquals(7, RecordTable.backend(table.find(FLOW, now)));
            }
            assertEquals(RecordTable.NONE, table.find(FLOW, now + LIMITS.idleTicks() + 1));
        }
    }

    /** What expires is neither revived nor seen by packets that only look. */
    @Test
    void aLookFromBesideKeepsNothingAlive() {
        try (RecordTable table = table()) {
            table.insertConfirmed(FLOW, 7, 0, 0);
            for (int now = 0; now <= LIMITS.idleTicks(); now++) {
                assertEquals(7, RecordTable.backend(table.peek(FLOW, now)));
            }
            assertEquals(RecordTable.NONE, table.peek(FLOW, LIMITS.idleTicks() + 1));
        }
    }

    @Test
    void aRecordSeenBesideAClockThatIsALittleBehindIsFresh() {
        try (RecordTable table = table()) {
            table.insertConfirmed(FLOW, 7, 0, 1);
            assertEquals(7, RecordTable.backend(table.peek(FLOW, 0)));
            assertEquals(7, RecordTable.backend(table.peek(FLOW, -30)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 16, 0xFFFF, Integer.MAX_VALUE, -1})
    void aRecordThatIsSweptDoesNotComeBackWhenTheStampHasGoneRound(final int begin) {
        try (RecordTable table = table()) {
            table.insertConfirmed(FLOW, 7, 0, begin);
            table.sweep(begin + RecordLimits.MOST_TICKS, Integer.MAX_VALUE);
            for (int age = LIMITS.idleTicks() + 1; age < 3 << 16; age++) {
                assertEquals(RecordTable.NONE, table.peek(FLOW, begin + age));
            }
            assertEquals(0, table.get(RecordCounter.CONFIRMED));
            assertEquals(1, table.get(RecordCounter.EXPIRED));
        }
    }

    @Test
    void theSweepGoesOnceAroundForEachTickInPieces() {
        try (RecordTable table = table()) {
            final Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                table.insertConfirmed(random.nextLong(), i, 0, 0);
            }
            final int late = LIMITS.idleTicks() + 1;
            for (int piece = 0; piece < 256 / 8 - 1; piece++) {
                table.sweep(late, 8);
            }
            assertTrue(table.get(RecordCounter.CONFIRMED) > 0);
            table.sweep(late, 8);
            assertEquals(0, table.get(RecordCounter.CONFIRMED));
            table.insertConfirmed(FLOW, 1, LIMITS.idleTicks(), late);
            table.sweep(late, Integer.MAX_VALUE);
            table.sweep(late + 1, Integer.MAX_VALUE);
            assertEquals(201, table.get(RecordCounter.EXPIRED));
        }
    }

    @Test
    void whatComesFromElsewhereBringsItsAge() {
        try (RecordTable table = table()) {
            assertTrue(table.insertConfirmed(FLOW, 7, 200, 1_000));
            assertEquals(7, RecordTable.backend(table.peek(FLOW, 1_100)));
            assertEquals(RecordTable.NONE, table.peek(FLOW, 1_101));
            assertFalse(table.insertConfirmed(FLOW + 1, 7, LIMITS.idleTicks() + 1, 1_000));
            assertFalse(table.insertConfirmed(FLOW + 1, 7, 1 << 20, 1_000));
            assertEquals(RecordTable.NONE, table.peek(FLOW + 1, 1_000));
        }
    }

    @Test
    void aSourcePrefixMakesNoMoreThanItsShare() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 16, 5, 300, 100), 1, 2)) {
            final Random random = new Random(1);
            for (int i = 0; i < 1_000; i++) {
                assertEquals(i < 100, table.insert(random.nextLong(), 7, SOURCE, 0));
            }
            assertEquals(900, table.get(RecordCounter.REFUSED_SOURCE));
            assertTrue(table.insert(random.nextLong(), 7, SOURCE + 1, 0), "another prefix");
            assertTrue(table.insert(random.nextLong(), 7, SOURCE, 5), "the next window");
        }
    }

    @Test
    void aClientWhoseFlowsAreConfirmedIsNotHeldUp() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 16, 5, 300, 1), 1, 2)) {
            final Random random = new Random(1);
            for (int i = 0; i < 1_000; i++) {
                final long flow = random.nextLong();
                assertTrue(table.insert(flow, 7, SOURCE, 0));
                assertTrue(table.confirm(flow, SOURCE, 0));
                assertTrue(table.confirm(flow, SOURCE, 0)); // gives back once
            }
            assertTrue(table.insert(FLOW, 7, SOURCE, 0));
            assertFalse(table.insert(FLOW + 1, 7, SOURCE, 0));
        }
    }

    @Test
    void aBurstFindsWhatItsFlowsFindAlone() {
        for (final int records : new int[] {64, 1 << 20}) { // one that is not asked for before, and one that is
            try (RecordTable table = new RecordTable(new RecordLimits(records, 5, 300, 100), 1, 2);
                    RecordTable peers = new RecordTable(new RecordLimits(records, 5, 300, 100), 1, 2);
                    RecordBurst burst = new RecordBurst()) {
                final Random random = new Random(records);
                for (int round = 0; round < 1_000; round++) {
                    burst.clear();
                    final int flows = random.nextInt(RecordBurst.CAPACITY + 1);
                    for (int i = 0; i < flows; i++) {
                        burst.add(random.nextInt(500) * 0x9E37_79B9_7F4A_7C15L, i);
                    }
                    table.find(burst, round);
                    peers.peek(burst, round);
                    for (int i = 0; i < flows; i++) {
                        final int own = table.peek(burst.flow(i), round);
                        assertEquals(own == RecordTable.NONE ? peers.peek(burst.flow(i), round) : own, burst.found(i));
                        assertEquals(i, burst.tag(i));
                    }
                    if (flows > 0) {
                        (round % 2 == 0 ? table : peers).insertConfirmed(burst.flow(0), round, 0, round);
                    }
                }
            }
        }
    }

    @Test
    void aWalkInPiecesTellsOfEveryRecordOnce() {
        try (RecordTable table = table()) {
            final Random random = new Random(1);
            final Map<Long, String> expected = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                final long flow = random.nextLong();
                if (i % 3 == 0 && table.learn(flow, i, RecordKind.OLDER, i, 1_000)) {
                    expected.put(flow, i + " OLDER at " + i);
                } else if (i % 3 == 1 && table.learn(flow, i, RecordKind.NEW, i % 2, 1_000)) {
                    expected.put(flow, i + " NEW at " + i % 2);
                } else if (i % 3 == 2 && table.insertConfirmed(flow, i, i, 1_000)) {
                    expected.put(flow, i + " CONFIRMED at " + i);
                }
            }
            final Map<Long, String> told = new HashMap<>();
            int cursor = 0;
            do {
                cursor = table.forEach(cursor, 7, 1_000, (flow, backend, kind, age) -> {
                    final String before = told.put(flow, backend + " " + kind + " at " + age);
                    assertEquals(null, before);
                });
            } while (cursor != 0);
            expected.keySet()
                    .removeIf(flow -> table.peek(flow, 1_000) == RecordTable.NONE); // embryonic ones that gave way
            assertTrue(expected.size() > 200);
            assertEquals(expected, told);
            table.forEach(0, Integer.MAX_VALUE, 1_000 + 2 * LIMITS.idleTicks(), (flow, backend, _, age) -> {
                throw new AssertionError("silent for " + age);
            });
        }
    }

    /** What another node says of a flow that it met once gives way to whatever is known for sure, and as embryonic records do. */
    @Test
    void whatIsSaidOfAFlowThatIsNotConfirmedIsAHint() {
        try (RecordTable table = table()) {
            assertTrue(table.learn(7, 1, RecordKind.OLDER, 2, 1_000));
            assertEquals(1, RecordTable.backend(table.peek(7, 1_000)));
            assertFalse(RecordTable.isConfirmed(table.peek(7, 1_000)));
            assertEquals(1, table.get(RecordCounter.EMBRYONIC));
            assertTrue(table.learn(7, 2, RecordKind.NEW, 0, 1_000));
            assertEquals(2, RecordTable.backend(table.peek(7, 1_000)));
            assertTrue(table.learn(7, 3, RecordKind.CONFIRMED, 9, 1_000));
            assertEquals(0, table.get(RecordCounter.EMBRYONIC));
            assertTrue(table.learn(7, 4, RecordKind.NEW, 0, 1_000));
            assertEquals(3, RecordTable.backend(table.peek(7, 1_000)));
            assertTrue(RecordTable.isConfirmed(table.peek(7, 1_000)));
            assertFalse(table.learn(8, 1, RecordKind.NEW, LIMITS.embryonicTicks() + 1, 1_000));
            assertEquals(RecordTable.NONE, table.peek(8, 1_000));
        }
    }

    @Test
    void aWarmTableAllocatesNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (RecordTable table = table()) {
            work(table, 100_000);
            final long before = threads.getCurrentThreadAllocatedBytes();
            work(table, 100_000);
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 10_000, allocated + " octets");
        }
    }

    private static void work(final RecordTable table, final int steps) {
        long flow = 1;
        for (int i = 0; i < steps; i++) {
            flow = flow * 0x5851_F42D_4C95_7F2DL + 1;
            final int now = i >> 8;
            table.insert(flow, i & 0xFFFF, flow >>> 60, now);
            if ((i & 3) == 0) {
                table.confirm(flow, flow >>> 60, now);
            }
            table.find(flow, now);
            table.insertConfirmed(flow + 1, 1, 0, now);
            table.forget(flow + 1, now);
            table.sweep(now, 1);
        }
    }

    @Test
    void theTwoBucketsOfAFlowAreTwo() {
        final Random random = new Random(1);
        for (final int records : new int[] {8, 9, 12, 1000, 1 << 20}) {
            try (RecordTable table = new RecordTable(new RecordLimits(records, 5, 300, 100), 1, 2)) {
                final List<Long> seen = new ArrayList<>(List.of(0L, -1L, 1L << 63, 0xFFFF_FFFF_0000_0000L));
                random.longs(1_000).forEach(seen::add);
                for (final long flow : seen) {
                    final long apart = table.secondBucket(flow) - table.firstBucket(flow);
                    assertNotEquals(0, apart);
                    assertEquals(0, apart % RecordTable.BUCKET);
                    assertEquals(RecordTable.NONE, table.find(flow, 0)); // under checks: inside the table
                }
            }
        }
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RecordLimits(7, 5, 300, 100));
        assertThrows(IllegalArgumentException.class, () -> new RecordLimits((1 << 28) + 1, 5, 300, 100));
        assertThrows(IllegalArgumentException.class, () -> new RecordLimits(8, 0, 300, 100));
        assertThrows(IllegalArgumentException.class, () -> new RecordLimits(8, 5, RecordLimits.MOST_TICKS + 1, 100));
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new RecordLimits(8, 5, 300, 0));
        assertEquals("embryonic records of a source prefix: 0 is out of range; give 1 to 65535", refusal.getMessage());
    }

    private static RecordTable table() {
        return new RecordTable(LIMITS, 1, 2);
    }
}
