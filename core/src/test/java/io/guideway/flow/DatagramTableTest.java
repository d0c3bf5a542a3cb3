package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.flow.DatagramTable.Part;
import io.guideway.ring.NativeBlock;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is remembered of datagrams under way, beside a bit for each unit of each. */
class DatagramTableTest {
    private static final int DATAGRAMS = 16;
    private static final int SETS = DATAGRAMS / 4;
    private static final int UNITS = 30;

    /** A datagram as slowly as can be. */
    private static final class Slow {
        private final BitSet units = new BitSet();
        private int end;

        Part cover(final int from, final int to, final boolean isEnd) {
            final int known = units.get(from, to).cardinality();
            final boolean fits = (end == 0 || to <= end && (!isEnd || to == end)) && (!isEnd || units.length() <= to);
            if (!fits || known > 0 && known < to - from) {
                return Part.OVERLAPPING;
            }
            if (known > 0) {
                return Part.REPEATED;
            }
            units.set(from, to);
            end = isEnd ? to : end;
            return end != 0 && units.cardinality() == end ? Part.LAST : Part.NEW;
        }
    }

    @Property(tries = 1000)
    void partsAreNewOnceAndNeverOverlap(@ForAll final long seed) {
        final Random random = new Random(seed);
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            final long place = table.insert(random.nextLong(), 0);
            final Slow slow = new Slow();
            Part part = Part.NEW;
            while (part != Part.LAST) {
                final int from = random.nextInt(UNITS);
                final int to = from + 1 + random.nextInt(UNITS - from);
                final boolean isEnd = random.nextInt(8) == 0 && to > UNITS / 2 || to == UNITS;
                part = slow.cover(from, to, isEnd);
                assertEquals(part, DatagramTable.cover(place, from, to, isEnd));
            }
        }
    }

    /** In units of one, in any order, until no more parts fit: then it is forgotten what came, and nothing else. */
    @Property(tries = 200)
    void whatDoesNotFitIsForgotten(@ForAll final long seed) {
        final Random random = new Random(seed);
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            final long place = table.insert(1, 0);
            final BitSet came = new BitSet();
            for (int i = 0; i < 10_000; i++) {
                final int from = random.nextInt(8191);
                final Part part = DatagramTable.cover(place, from, from + 1, false);
                if (!came.get(from)) {
                    assertEquals(Part.NEW, part);
                }
                came.set(from);
            }
        }
    }

    @Test
    void anEntrySaysWhatWasDecided() {
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            assertEquals(DatagramTable.NONE, table.find(77, 5));
            final long place = table.insert(77, 5);
            assertEquals(DatagramTable.UNDECIDED, DatagramTable.state(place));
            DatagramTable.decide(place, 3, 0x0111_0050, -4L, 65_000, 9);
            assertEquals(place, table.find(77, 5));
            assertEquals(3, DatagramTable.state(place));
            assertEquals(0x0111_0050, DatagramTable.kind(place));
            assertEquals(-4L, DatagramTable.hash(place));
            assertEquals(65_000, DatagramTable.backend(place));
            assertEquals(9, DatagramTable.generation(place));
        }
    }

    @Test
    void anEntryLivesForItsTimeHoweverOftenItIsUsed() {
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            final int begin = Integer.MAX_VALUE - 10;
            table.insert(77, begin);
            for (int age = 0; age <= DatagramTable.LIFETIME; age++) {
                assertNotEquals(DatagramTable.NONE, table.find(77, begin + age));
            }
            assertEquals(DatagramTable.NONE, table.find(77, begin + DatagramTable.LIFETIME + 1));
        }
    }

    @Test
    void aPlaceIsEmptyForTheNextDatagram() {
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            final long place = table.insert(77, 0);
            DatagramTable.cover(place, 0, 4, true);
            DatagramTable.decide(place, 1, 2, 3, 4, 5);
            table.remove(77);
            assertEquals(DatagramTable.NONE, table.find(77, 0));
            assertEquals(place, table.insert(77, 0));
            assertEquals(DatagramTable.UNDECIDED, DatagramTable.state(place));
            assertEquals(Part.NEW, DatagramTable.cover(place, 0, 5, false));
        }
    }

    @Test
    void theOldestOfASetGivesWay() {
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            for (int i = 0; i < 5; i++) {
                table.insert((long) SETS * (i + 1), 10 + i);
            }
            assertEquals(DatagramTable.NONE, table.find(SETS, 14));
            for (int i = 2; i <= 5; i++) {
                assertNotEquals(DatagramTable.NONE, table.find((long) SETS * i, 14));
            }
        }
    }

    @Test
    void whateverComesItTakesNoMoreMemory() {
        try (DatagramTable table = new DatagramTable(DATAGRAMS)) {
            final long before = NativeBlock.liveOctets();
            final Random random = new Random(1);
            for (int i = 0; i < 100_000; i++) {
                table.insert(random.nextLong(), i >> 4);
            }
            assertEquals(before, NativeBlock.liveOctets());
        }
    }

    @Test
    void sizesArePowersOfTwo() {
        assertEquals(
                "a table of 12 datagrams; give a power of two from 4 on",
                assertThrows(IllegalArgumentException.class, () -> new DatagramTable(12))
                        .getMessage());
    }
}
