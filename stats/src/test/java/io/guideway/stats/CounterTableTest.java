package io.guideway.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CounterTableTest {
    @Test
    void everyRowAndColumnCountsForItself() {
        final CounterTable table = new CounterTable(7, 3);
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 3; column++) {
                assertEquals(0, table.get(row, column));
                table.add(row, column, 1L << row * 3 + column);
                table.add(row, column, 1L << 40);
            }
        }
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 3; column++) {
                assertEquals((1L << row * 3 + column) + (1L << 40), table.get(row, column));
            }
        }
    }

    @Test
    void aReaderOnAnotherThreadSeesEveryAdditionAndNothingElse() throws InterruptedException {
        final long last = 1_000_000;
        final long half = 0x1_0000_0001L; // both halves of a counter change together
        final CounterTable table = new CounterTable(1, 2);
        final Thread writer = new Thread(() -> {
            for (long i = 0; i < last; i++) {
                table.add(0, 1, half);
            }
        });
        writer.start();
        long seen = 0;
        while (seen < last * half) {
            final long now = table.get(0, 1);
            assertTrue(now >= seen && now % half == 0, () -> "never back, never half of one: " + now);
            seen = now;
        }
        writer.join();
        assertEquals(last * half, table.get(0, 1));
        assertEquals(0, table.get(0, 0));
    }

    @Test
    void bothOfARowAreAddedToAtOnce() {
        final CounterTable table = new CounterTable(3, 2);
        table.addBoth(1, 5, 700);
        table.addBoth(1, 1, 60);
        assertEquals(6, table.get(1, 0));
        assertEquals(760, table.get(1, 1));
        assertEquals(0, table.get(0, 1) + table.get(2, 0));
    }

    @Test
    void aTableMayHaveNoRows() {
        assertEquals(0, new CounterTable(0, 2).rows());
    }

    @Test
    void aTableThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CounterTable(-1, 1));
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new CounterTable(3, 0));
        assertTrue(refusal.getMessage().contains("3 rows of 0 counters"), refusal::getMessage);
    }
}
