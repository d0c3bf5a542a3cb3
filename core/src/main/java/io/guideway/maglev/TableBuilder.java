package io.guideway.maglev;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Builds lookup tables: population as in the Maglev paper (NSDI 2016, section 3.4, pseudocode 1), with two additions.
 * Candidates are sorted by identity first, so that the table depends on the set and not on the order of the list; and turns
 * follow the weights ({@link Turns}), where the paper lets everyone have one turn a round. Cold path; any thread; nothing is
 * kept.
 */
public final class TableBuilder {
    /** The most candidates: an index has two octets, and one value means that a slot is still free. */
    public static final int MAX_CANDIDATES = 65_535;

    private static final char FREE = 0xFFFF;

    private TableBuilder() {}

    /**
     * The lookup table of {@code candidates}; its slots name indices in that list. The caller closes it.
     *
     * @param slots table size, a prime up to {@link TableSize#MAX}
     * @return empty if there is no candidate, or none with a weight above 0
     * @throws IllegalArgumentException if the size is no prime or below the number of candidates with a weight, if there are
     *     more than {@link #MAX_CANDIDATES}, if a weight is negative, or if two have the same identity
     */
    public static Optional<LookupTable> build(final List<Candidate> candidates, final int slots) {
        try (IdentityHash hash = new IdentityHash()) {
            return build(candidates, slots, candidate -> hash.permutation(candidate, slots));
        }
    }

    /** The same over permutations of the caller's choice. */
    static Optional<LookupTable> build(
            final List<Candidate> candidates, final int slots, final Function<Candidate, Permutation> permutations) {
        TableSize.check(slots);
        final int[] takers = takers(candidates);
        if (takers.length == 0) {
            return Optional.empty();
        }
        if (takers.length > slots) {
            throw new IllegalArgumentException("table size %d is too small for %d candidates; try %d"
                    .formatted(slots, takers.length, TableSize.nextPrime(100 * takers.length)));
        }
        final Permutation[] orders = Arrays.stream(takers)
                .mapToObj(i -> permutations.apply(candidates.get(i)))
                .toArray(Permutation[]::new);
        final int[] weights =
                Arrays.stream(takers).map(i -> candidates.get(i).weight()).toArray();
        return Optional.of(new LookupTable(populate(takers, orders, Turns.of(weights, slots), slots)));
    }

    /** The indices of those that get slots, sorted by identity. */
    private static int[] takers(final List<Candidate> candidates) {
        if (candidates.size() > MAX_CANDIDATES) {
            throw new IllegalArgumentException("%d candidates for one table; there can be %d at the most"
                    .formatted(candidates.size(), MAX_CANDIDATES));
        }
        final int[] sorted = IntStream.range(0, candidates.size())
                .boxed()
                .sorted((a, b) -> candidates.get(a).compareTo(candidates.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < sorted.length; i++) {
            checkWeight(candidates.get(sorted[i]));
            if (i > 0) {
                checkDistinct(candidates.get(sorted[i - 1]), candidates.get(sorted[i]));
            }
        }
        return Arrays.stream(sorted).filter(i -> candidates.get(i).weight() > 0).toArray();
    }

    private static void checkWeight(final Candidate candidate) {
        if (candidate.weight() < 0) {
            throw new IllegalArgumentException("weight %d of candidate %s is negative; 0 takes it out of the table"
                    .formatted(candidate.weight(), candidate.identity()));
        }
    }

    private static void checkDistinct(final Candidate a, final Candidate b) {
        if (a.compareTo(b) == 0) {
            throw new IllegalArgumentException(
                    "candidate %s is listed twice; list it once, with both weights added".formatted(a.identity()));
        }
    }

    private static char[] populate(final int[] takers, final Permutation[] orders, final Turns turns, final int slots) {
        final int[] next = Arrays.stream(orders).mapToInt(Permutation::offset).toArray();
        final int[] skip = Arrays.stream(orders).mapToInt(Permutation::skip).toArray();
        final char[] owners = new char[slots];
        Arrays.fill(owners, FREE);
        final int searched = Math.max(0, slots - LastSlots.MOST);
        for (int taken = 0; taken < searched; taken++) {
            final int taker = turns.next();
            int slot = next[taker];
            while (owners[slot] != FREE) {
                slot = Permutation.step(slot, skip[taker], slots);
            }
            owners[slot] = (char) takers[taker];
            next[taker] = Permutation.step(slot, skip[taker], slots);
        }
        final LastSlots last = new LastSlots(owners, FREE);
        for (int taken = searched; taken < slots; taken++) {
            final int taker = turns.next();
            owners[last.take(next[taker], skip[taker])] = (char) takers[taker];
        }
        return owners;
    }
}
