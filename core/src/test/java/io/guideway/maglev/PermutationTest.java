package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermutationTest {
    @Property
    void thePermutationOfEveryCandidateCoversAllSlots(
            @ForAll final long high, @ForAll final long low, @ForAll @IntRange(min = 2, max = 5000) final int size) {
        final int slots = TableSize.nextPrime(size);
        try (IdentityHash hash = new IdentityHash()) {
            assertCoversAllSlots(hash.permutation(new Candidate(high, low, 1), slots), slots);
        }
    }

    @Test
    void theLongestStepsThroughTheLargestTableDoNotOverflow() {
        final int slots = TableSize.MAX;
        assertEquals(slots - 2, Permutation.step(slots - 1, slots - 1, slots));
        assertCoversAllSlots(new Permutation(slots - 1, slots - 1), slots);
    }

    private static void assertCoversAllSlots(final Permutation permutation, final int slots) {
        final BitSet seen = new BitSet(slots);
        int slot = permutation.offset();
        for (int i = 0; i < slots; i++) {
            seen.set(slot);
            slot = Permutation.step(slot, permutation.skip(), slots);
        }
        assertEquals(slots, seen.cardinality());
        assertEquals(slots, seen.length());
        assertEquals(permutation.offset(), slot);
    }
}
