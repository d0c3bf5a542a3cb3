package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nothing that a stranger sends grows the table, slows a lookup, or costs a confirmed record. */
class RecordFloodTest {
    private static final int FLOOD = 10_000_000;
    private static final int CONFIRMED = 100_000;

    @Test
    void aFloodOfFirstPacketsCostsNoConfirmedRecordAndLengthensNoLookup() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 18, 5, 300, 64), 1, 2)) {
            final long[] flows = new Random(1).longs(CONFIRMED).toArray();
            for (int i = 0; i < CONFIRMED; i++) {
                assertTrue(table.insertConfirmed(flows[i], i, 0, 0));
            }
            final long[] places = places(table, flows);
            final long octets = table.octets();
            final SplittableRandom stranger = new SplittableRandom(2);
            for (int i = 0; i < FLOOD; i++) {
                table.insert(stranger.nextLong(), 0, stranger.nextLong(), i >>> 17); // 76 ticks of 131,072
            }
            for (int i = 0; i < CONFIRMED; i++) {
                assertEquals(i, RecordTable.backend(table.find(flows[i], FLOOD >>> 17)));
            }
            assertArrayEquals(places, places(table, flows), "a lookup goes where it went before");
            assertEquals(CONFIRMED, table.get(RecordCounter.CONFIRMED));
            assertTrue(table.get(RecordCounter.EMBRYONIC) <= table.capacity() / 4 * 3);
            assertEquals(octets, table.octets());
        }
    }

    private static long[] places(final RecordTable table, final long[] flows) {
        final long[] places = new long[flows.length];
        for (int i = 0; i < flows.length; i++) {
            places[i] = table.place(flows[i]);
        }
        return places;
    }

    /** Of two records that may give way the older one does, though both are of one tick: so young ones are rarely lost. */
    @Test
    void inAFloodAHandshakeMayTakeAFewPercentOfTheTimeThatARecordSurvives() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 14, 5, 300, 64), 1, 2)) {
            final SplittableRandom stranger = new SplittableRandom(3);
            final long[] flows = new Random(4).longs(400).toArray();
            insert(table, stranger.longs(40_000).toArray());
            insert(table, flows);
            insert(table, stranger.longs(400).toArray());
            final long lost = Arrays.stream(flows)
                    .filter(flow -> table.find(flow, 0) == RecordTable.NONE)
                    .count();
            assertTrue(lost < flows.length / 40, lost + " lost"); // 1 in 7 without regard to age
        }
    }

    private static void insert(final RecordTable table, final long[] flows) {
        for (final long flow : flows) {
            assertTrue(table.insert(flow, 0, flow, 0));
        }
    }

    /** In a flood from one network, others' records are made as ever. */
    @Test
    void aFloodFromOnePrefixLeavesTheOthersTheirPlaces() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 14, 5, 300, 64), 1, 2)) {
            final SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 100_000; i++) {
                table.insert(random.nextLong(), 0, 1, 0);
            }
            assertEquals(64, table.get(RecordCounter.INSERTED));
            for (int source = 2; source < 500; source++) {
                assertTrue(table.insert(random.nextLong(), 0, source, 0));
            }
        }
    }

    /** The figures of docs/consistency.md, over five tables. */
    @Test
    void howFullItBecomes() {
        for (int seed = 0; seed < 5; seed++) {
            try (RecordTable table = new RecordTable(new RecordLimits(1 << 18, 5, 300, 64), 1, 2)) {
                final SplittableRandom random = new SplittableRandom(seed);
                offer(table, random, table.capacity() * 4 / 10);
                assertEquals(0, table.get(RecordCounter.REFUSED_FULL), "at two fifths");
                offer(table, random, table.capacity() / 10);
                assertTrue(table.get(RecordCounter.REFUSED_FULL) <= 10, "at one half, of 131,072");
                offer(table, random, table.capacity() / 2);
                assertTrue(
                        table.get(RecordCounter.CONFIRMED) > 0.91 * table.capacity(),
                        "offered as many as it has places");
            }
        }
    }

    private static void offer(final RecordTable table, final SplittableRandom random, final int flows) {
        for (int i = 0; i < flows; i++) {
            table.insertConfirmed(random.nextLong(), 0, 0, 0);
        }
    }

    /** Full is a state: every further flow is refused and counted, every one that is there is found. */
    @Test
    void aFullTableRefusesAndCounts() {
        try (RecordTable table = new RecordTable(new RecordLimits(1 << 12, 5, 300, 64), 1, 2)) {
            final long[] flows = new Random(1).longs(100_000).toArray();
            int recorded = 0;
            for (final long flow : flows) {
                recorded += table.insertConfirmed(flow, 1, 0, 0) ? 1 : 0;
            }
            assertEquals(flows.length - recorded, table.get(RecordCounter.REFUSED_FULL));
            assertEquals(table.capacity(), recorded);
            int found = 0;
            for (final long flow : flows) {
                found += table.find(flow, 0) != RecordTable.NONE ? 1 : 0;
            }
            assertEquals(recorded, found);
        }
    }
}
