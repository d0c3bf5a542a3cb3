package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LookupTableTest {
    @Test
    void slotsAreReadFromNativeMemoryByTheTablesAddress() {
        try (LookupTable table = new LookupTable(3)) {
            LookupTable.give(table.address(), 0, 3);
            LookupTable.give(table.address(), 1, 65534);
            assertEquals(3, table.slots());
            assertEquals(3, LookupTable.backend(table.address(), 0));
            assertEquals(65534, LookupTable.backend(table.address(), 1));
            assertEquals(0, LookupTable.backend(table.address(), 2));
        }
    }

    @Test
    void aSlotOutsideTheTableIsCaughtUnderChecks() {
        try (LookupTable table = new LookupTable(3)) {
            assertThrows(IndexOutOfBoundsException.class, () -> LookupTable.backend(table.address(), 3));
            assertThrows(IndexOutOfBoundsException.class, () -> LookupTable.backend(table.address(), -1));
        }
    }
}
