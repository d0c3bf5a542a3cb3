package io.guideway.maglev;

import java.util.List;
import java.util.Optional;

/**
 * Builds lookup tables: population as in the Maglev paper (NSDI 2016, section 3.4, pseudocode 1), with two additions.
 * Candidates are sorted by identity first, so that the table depends on the set and not on the order of the list; and turns
 * follow the weights ({@link Turns}), where the paper lets everyone have one turn a round. Cold path; one thread at a time.
 * Only the room that it worked in is kept for the next table, which is then built without garbage worth the name.
 */
public final class TableBuilder implements AutoCloseable {
    /** The most candidates: an index has two octets. */
    public static final int MAX_CANDIDATES = 65_535;

    private final Permutations permutations;
    private final Identities candidates = new Identities();
    private final FreeSlots free = new FreeSlots();
    private final Walks walks = new Walks(free);
    private final LastSlots last = new LastSlots();
    private final WeightedTurns turns = new WeightedTurns();
    private int slots;
    /** The indices of those that get slots, by identity, and their weights. */
    private int[] takers = {};

    private int[] weights = {};

    /** With the permutations of docs/maglev.md. */
    public TableBuilder() {
        this(new IdentityHash());
    }

    /** @param permutations closed with the builder */
    TableBuilder(final Permutations permutations) {
        this.permutations = permutations;
    }

    /**
     * The lookup table of {@code candidates}; its slots name indices in that list. The caller closes it.
     *
     * @param slots table size, a prime up to {@link TableSize#MAX}
     * @return empty if there is no candidate, or none with a weight above 0
     * @throws IllegalArgumentException as {@link #begin} and {@link #fill}
     */
    public static Optional<LookupTable> build(final List<Candidate> candidates, final int slots) {
        try (TableBuilder builder = new TableBuilder()) {
            return builder.table(candidates, slots);
        }
    }

    /** The same by this builder. */
    Optional<LookupTable> table(final List<Candidate> list, final int size) {
        begin(size);
        list.forEach(candidate -> add(candidate.high(), candidate.low(), candidate.weight()));
        final LookupTable table = new LookupTable(size);
        try {
            if (fill(table.address())) {
                return Optional.of(table);
            }
        } catch (final IllegalArgumentException refused) {
            table.close();
            throw refused;
        }
        table.close();
        return Optional.empty();
    }

    /**
     * Begins a table, as yet without candidates.
     *
     * @param size table size, a prime up to {@link TableSize#MAX}
     * @throws IllegalArgumentException if it is not
     */
    public void begin(final int size) {
        slots = TableSize.check(size);
        candidates.clear();
    }

    /** One more candidate, see {@link Candidate}; slots will name it by how many were added before it. */
    public void add(final long high, final long low, final int weight) {
        candidates.add(high, low, weight);
    }

    /**
     * Writes the table of these candidates.
     *
     * @param address native address of slot 0, with room for {@link LookupTable#octets}
     * @return false if there is no candidate, or none with a weight above 0; nothing is written then
     * @throws IllegalArgumentException if the size is below the number of candidates with a weight, if there are more than
     *     {@link #MAX_CANDIDATES}, if a weight is negative, or if two have the same identity; nothing is written then
     */
    public boolean fill(final long address) {
        check();
        final int taking = take();
        if (taking > slots) {
            throw new IllegalArgumentException("table size %d is too small for %d candidates; try %d"
                    .formatted(slots, taking, TableSize.nextPrime(100 * taking)));
        }
        if (taking > 0) {
            populate(address, taking);
        }
        return taking > 0;
    }

    private void check() {
        if (candidates.size() > MAX_CANDIDATES) {
            throw new IllegalArgumentException("%d candidates for one table; there can be %d at the most"
                    .formatted(candidates.size(), MAX_CANDIDATES));
        }
        candidates.sort();
        for (int i = 0; i < candidates.size(); i++) {
            checkWeight(candidates.sorted(i));
            if (i > 0) {
                checkDistinct(candidates.sorted(i - 1), candidates.sorted(i));
            }
        }
    }

    private void checkWeight(final int candidate) {
        if (candidates.weight(candidate) < 0) {
            throw new IllegalArgumentException("weight %d of candidate %s is negative; 0 takes it out of the table"
                    .formatted(candidates.weight(candidate), candidates.text(candidate)));
        }
    }

    private void checkDistinct(final int a, final int b) {
        if (candidates.compare(a, b) == 0) {
            throw new IllegalArgumentException("candidate %s is listed twice; list it once, with both weights added"
                    .formatted(candidates.text(a)));
        }
    }

    /** Finds those that get slots; returns how many. */
    private int take() {
        if (takers.length < candidates.size()) {
            takers = new int[candidates.size()];
            weights = new int[candidates.size()];
        }
        int taking = 0;
        for (int i = 0; i < candidates.size(); i++) {
            final int candidate = candidates.sorted(i);
            if (candidates.weight(candidate) > 0) {
                takers[taking] = candidate;
                weights[taking++] = candidates.weight(candidate);
            }
        }
        return taking;
    }

    private void populate(final long address, final int taking) {
        free.begin(slots);
        walks.begin(taking, slots);
        for (int i = 0; i < taking; i++) {
            final long high = candidates.high(takers[i]);
            final long low = candidates.low(takers[i]);
            walks.add(i, permutations.offset(high, low, slots), permutations.skip(high, low, slots));
        }
        final Turns turn = turns.of(weights, taking, slots);
        walk(address, turn, Math.max(0, slots - LastSlots.MOST));
        finish(address, turn);
    }

    private void walk(final long address, final Turns turn, final int searched) {
        for (int taken = 0; taken < searched; taken++) {
            final int taker = turn.next();
            LookupTable.give(address, walks.take(taker), takers[taker]);
        }
    }

    private void finish(final long address, final Turns turn) {
        last.begin(slots, free);
        while (!last.isEmpty()) {
            final int taker = turn.next();
            LookupTable.give(address, last.take(walks.from(taker), walks.skip(taker)), takers[taker]);
        }
    }

    @Override
    public void close() {
        permutations.close();
    }
}
