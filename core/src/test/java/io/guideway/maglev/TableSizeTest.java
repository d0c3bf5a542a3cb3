package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSizeTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 251, 65537, 655373, TableSize.MAX})
    void primesAreAllowed(final int slots) {
        assertEquals(slots, TableSize.check(slots));
    }

    @ParameterizedTest
    @CsvSource({"4, 5", "65536, 65537", "65535, 65537", "16777212, 16777213"})
    void anotherSizeIsRefusedWithTheNextPrime(final int slots, final int prime) {
        final String message = refusal(slots);
        assertEquals("table size %d is not prime; try %d".formatted(slots, prime), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, 0, 1, TableSize.MAX + 1, Integer.MAX_VALUE})
    void aSizeOutOfBoundsIsRefused(final int slots) {
        assertEquals("table size %d is not between 2 and 16777213; try 65537".formatted(slots), refusal(slots));
    }

    @Test
    void theSquareOfAPrimeIsNoPrime() {
        assertEquals(4093, TableSize.nextPrime(4092));
        assertEquals("table size 16752649 is not prime; try 16752653", refusal(4093 * 4093));
    }

    private static String refusal(final int slots) {
        return assertThrows(IllegalArgumentException.class, () -> TableSize.check(slots))
                .getMessage();
    }
}
