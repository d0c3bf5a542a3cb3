package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableBuilderTest {
    private static final int M = 65537;

    /** The library's sort makes a few small arrays as long as it is not compiled. */
    private static final int SORTING_OCTETS = 1024;

    /** Offset and skip of B0, B1 and B2 in the paper's Table 1. */
    private static final List<Permutation> TABLE_1 =
            List.of(new Permutation(3, 4), new Permutation(0, 2), new Permutation(3, 1));

    @Test
    void thePapersTable1IsFilledAsInThePaper() {
        assertArrayEquals(new int[] {1, 0, 1, 0, 2, 2, 0}, table1(Candidates.weighing(1, 1, 1)));
    }

    @Test
    void withoutB1ThePapersTableIsFilledAsInThePaper() {
        assertArrayEquals(new int[] {0, 0, 0, 0, 2, 2, 2}, table1(Candidates.weighing(1, 0, 1)));
    }

    @Property(tries = 300)
    void tablesEqualThoseOfAnImplementationStraightFromThePaper(
            @ForAll("sets") final List<Candidate> candidates, @ForAll @IntRange(min = 40, max = 1000) final int size) {
        final int slots = TableSize.nextPrime(size);
        final List<Candidate> sorted = candidates.stream().sorted().toList();
        try (IdentityHash hash = new IdentityHash()) {
            final int[] expected = PaperMaglev.table(
                    sorted.stream().map(c -> hash.permutation(c, slots)).toList(),
                    sorted.stream().mapToInt(Candidate::weight).toArray(),
                    slots);
            assertArrayEquals(expected, Candidates.table(sorted, slots));
        }
    }

    @Property(tries = 100)
    void theSameSetGivesTheSameTableForAnyOrderOfListing(
            @ForAll("sets") final List<Candidate> candidates, @ForAll final Random random) {
        final List<Candidate> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, random);
        assertEquals(ownersBySlot(candidates, 251), ownersBySlot(shuffled, 251));
    }

    @Property(tries = 100)
    void aBuilderThatIsUsedAgainBuildsTheSameTables(
            @ForAll("sets") final List<Candidate> first, @ForAll("sets") final List<Candidate> second) {
        try (TableBuilder builder = new TableBuilder()) {
            for (final List<Candidate> each : List.of(first, second, first)) {
                try (LookupTable table = builder.table(each, 1009).orElseThrow()) {
                    assertArrayEquals(Candidates.table(each, 1009), Candidates.owners(table));
                }
            }
        }
    }

    @Test
    void aBuilderGoesOnAfterARefusal() {
        try (TableBuilder builder = new TableBuilder()) {
            assertThrows(IllegalArgumentException.class, () -> builder.table(Candidates.weighing(1, -1), 7));
            try (LookupTable table = builder.table(Candidates.even(2), 7).orElseThrow()) {
                assertArrayEquals(Candidates.table(Candidates.even(2), 7), Candidates.owners(table));
            }
        }
    }

    @Test
    void aBuilderThatIsWarmMakesHardlyAnyGarbage() {
        final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final List<Candidate> even = Candidates.even(1000);
        final List<Candidate> weighted =
                Candidates.weighing(new Random(1).ints(1000, 1, 50).toArray());
        try (TableBuilder builder = new TableBuilder();
                LookupTable room = new LookupTable(M)) {
            long made = 0;
            for (int round = 0; round < 3; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                fill(builder, weighted, room);
                fill(builder, even, room);
                made = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertTrue(made < SORTING_OCTETS, made + " octets");
        }
    }

    private static void fill(final TableBuilder builder, final List<Candidate> candidates, final LookupTable into) {
        builder.begin(into.slots());
        for (int i = 0; i < candidates.size(); i++) {
            final Candidate candidate = candidates.get(i);
            builder.add(candidate.high(), candidate.low(), candidate.weight());
        }
        assertTrue(builder.fill(into.address()));
    }

    @Property(tries = 100)
    void everySlotIsFilledAndSharesAreWithinOneSlotOfTheWeights(@ForAll("sets") final List<Candidate> candidates) {
        final int[] shares = Candidates.shares(Candidates.table(candidates, 1009), candidates.size());
        assertWithinOneSlot(candidates, shares, 1009);
    }

    @Test
    void weightsFarApartGiveSharesWithinOneSlot() {
        final List<Candidate> candidates = Candidates.weighing(2, 13, 111, 10);
        final int[] shares = Candidates.shares(Candidates.table(candidates, M), candidates.size());
        assertWithinOneSlot(candidates, shares, M);
    }

    @Test
    void aBackendOfWeightZeroHasNoSlotsAndChangesNothingForTheOthers() {
        final List<Candidate> drained = Candidates.weighing(1, 0, 1, 3);
        final List<Candidate> without = List.of(drained.get(0), drained.get(2), drained.get(3));
        assertEquals(ownersBySlot(without, 251), ownersBySlot(drained, 251));
    }

    @Test
    void theLargestOfAHundredSharesIsAtMost1Point002TimesEven() {
        assertLargestShare(100, 1.002);
    }

    @Test
    void theLargestOfAThousandSharesIsAtMost1Point01TimesEven() {
        assertLargestShare(1000, 1.01);
    }

    @Test
    void removingOneOfAHundredMovesLessThanOnePercentOfTheOthersSlots() {
        final int[] before = Candidates.table(Candidates.even(100), M);
        for (final int gone : new int[] {0, 50, 99}) {
            final int[] weights =
                    IntStream.range(0, 100).map(i -> i == gone ? 0 : 1).toArray();
            final int[] after = Candidates.table(Candidates.weighing(weights), M);
            final long others = Arrays.stream(before).filter(i -> i != gone).count();
            final long moved = IntStream.range(0, M)
                    .filter(slot -> before[slot] != gone && before[slot] != after[slot])
                    .count();
            assertTrue(moved < others / 100, "%d of %d slots moved".formatted(moved, others));
        }
    }

    @Test
    void aTableForTenThousandBackendsHasSharesWithinOneSlotOfTheirMixedWeights() {
        final int[] weights = new Random(1).ints(10_000, 1, 1000).toArray();
        final List<Candidate> candidates = Candidates.weighing(weights);
        final int[] shares = Candidates.shares(Candidates.table(candidates, 655_373), candidates.size());
        assertWithinOneSlot(candidates, shares, 655_373);
    }

    @Test
    void theLastOfTheMostCandidatesHasItsSlot() {
        final int[] table = Candidates.table(Candidates.even(TableBuilder.MAX_CANDIDATES), M);
        final int[] shares = Candidates.shares(table, TableBuilder.MAX_CANDIDATES);
        assertEquals(1, Arrays.stream(shares).min().orElseThrow());
        assertEquals(2, Arrays.stream(shares).max().orElseThrow());
    }

    @Test
    void withoutAWeightThereIsNoTable() {
        assertTrue(TableBuilder.build(List.of(), 7).isEmpty());
        assertTrue(TableBuilder.build(Candidates.weighing(0, 0), 7).isEmpty());
    }

    @Test
    void aSizeThatIsNoPrimeIsRefusedEvenWithoutCandidates() {
        assertEquals("table size 65536 is not prime; try 65537", refusal(List.of(), 65536));
    }

    @Test
    void moreCandidatesThanSlotsAreRefusedUnlessTheirWeightIsZero() {
        assertEquals("table size 2 is too small for 3 candidates; try 307", refusal(Candidates.weighing(1, 1, 1), 2));
        assertArrayEquals(new int[] {2, 2}, Candidates.table(Candidates.weighing(0, 0, 1), 2));
    }

    @Test
    void tooManyCandidatesAreRefused() {
        assertEquals(
                "65536 candidates for one table; there can be 65535 at the most", refusal(Candidates.even(65536), M));
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertEquals(
                "weight -1 of candidate 00000000000000000000ffff0a000001 is negative; 0 takes it out of the table",
                refusal(Candidates.weighing(1, -1), 7));
    }

    @Test
    void anIdentityListedTwiceIsRefusedEvenWithoutWeight() {
        final Candidate once = new Candidate(1, 2, 1);
        assertEquals(
                "candidate 00000000000000010000000000000002 is listed twice; list it once, with both weights added",
                refusal(List.of(once, new Candidate(3, 4, 1), new Candidate(1, 2, 0)), 7));
    }

    private static int[] table1(final List<Candidate> candidates) {
        try (TableBuilder builder = new TableBuilder(new Permutations() {
                    @Override
                    public int offset(final long high, final long low, final int slots) {
                        return TABLE_1.get((int) (low - Candidates.FIRST)).offset();
                    }

                    @Override
                    public int skip(final long high, final long low, final int slots) {
                        return TABLE_1.get((int) (low - Candidates.FIRST)).skip();
                    }

                    @Override
                    public void close() {
                        // nothing to close
                    }
                });
                LookupTable table = builder.table(candidates, 7).orElseThrow()) {
            return Candidates.owners(table);
        }
    }

    private static List<Candidate> ownersBySlot(final List<Candidate> candidates, final int slots) {
        return Arrays.stream(Candidates.table(candidates, slots))
                .mapToObj(candidates::get)
                .toList();
    }

    private static void assertWithinOneSlot(final List<Candidate> candidates, final int[] shares, final int slots) {
        final long total = candidates.stream().mapToLong(Candidate::weight).sum();
        for (int i = 0; i < shares.length; i++) {
            final long off =
                    Math.abs(shares[i] * total - (long) candidates.get(i).weight() * slots);
            assertTrue(off < total, "%s has %d of %d slots".formatted(candidates.get(i), shares[i], slots));
        }
    }

    private static void assertLargestShare(final int count, final double bound) {
        final int[] shares = Candidates.shares(Candidates.table(Candidates.even(count), M), count);
        final double overEven = Arrays.stream(shares).max().orElseThrow() / ((double) M / count);
        assertTrue(overEven <= bound, "largest share over even is " + overEven);
    }

    private static String refusal(final List<Candidate> candidates, final int slots) {
        return assertThrows(IllegalArgumentException.class, () -> TableBuilder.build(candidates, slots))
                .getMessage();
    }

    /** Up to 40 candidates with weights above 0. */
    @Provide
    Arbitrary<List<Candidate>> sets() {
        final Arbitrary<Integer> weights =
                Arbitraries.of(1, 5, 1000).flatMap(max -> Arbitraries.integers().between(1, max));
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), weights)
                .as(Candidate::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .uniqueElements(Candidate::identity);
    }
}
