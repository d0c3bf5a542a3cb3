package io.guideway.maglev;

/**
 * Where each candidate stands in its permutation, and the free slots that it comes to next. A candidate looks ahead a few steps
 * at once and notes the slots that are free: so there is no branch that nobody can foresee at every step. Others may take a
 * noted slot before it does, which is seldom, and seen. One thread; used again for the next table.
 */
final class Walks {
    /** Most steps at once. */
    private static final int MOST_AHEAD = 64;

    /** All candidates together look at the eighth part of the table: about as many noted slots are lost to others. */
    private static final int PART = 8;

    private final FreeSlots free;
    private int slots;
    private int ahead;
    /** The slot that a candidate has not looked at yet, and how far it steps. */
    private int[] at = {};

    private int[] skip = {};
    /** The noted slots of candidate c begin at {@code c * ahead}; those from {@code first} to {@code end} are left. */
    private int[] noted = {};

    private int[] first = {};
    private int[] end = {};

    Walks(final FreeSlots free) {
        this.free = free;
    }

    /** For so many candidates, each of which {@link #add} tells of. */
    void begin(final int candidates, final int slots) {
        this.slots = slots;
        ahead = Math.clamp(slots / (PART * candidates), 1, MOST_AHEAD);
        if (at.length < candidates) {
            at = new int[candidates];
            skip = new int[candidates];
            first = new int[candidates];
            end = new int[candidates];
        }
        if (noted.length < candidates * ahead) {
            noted = new int[candidates * ahead];
        }
    }

    /** The permutation of a candidate, see {@link Permutation}. */
    void add(final int candidate, final int offset, final int skip) {
        at[candidate] = offset;
        this.skip[candidate] = skip;
        first[candidate] = 0;
        end[candidate] = 0;
    }

    /** Takes the first free slot of a candidate. There is one. */
    int take(final int candidate) {
        while (true) {
            for (int i = first[candidate]; i < end[candidate]; i++) {
                final int slot = noted[i];
                if (free.count(slot) != 0) {
                    first[candidate] = i + 1;
                    free.take(slot);
                    return slot;
                }
            }
            lookAhead(candidate);
        }
    }

    private void lookAhead(final int candidate) {
        final int[] into = noted;
        final FreeSlots isFree = free;
        final int step = skip[candidate];
        final int size = slots;
        final int begin = candidate * ahead;
        int slot = at[candidate];
        int next = begin;
        for (int i = ahead; i > 0; i--) {
            into[next] = slot;
            next += isFree.count(slot);
            slot = Permutation.step(slot, step, size);
        }
        at[candidate] = slot;
        first[candidate] = begin;
        end[candidate] = next;
    }

    /** The slot from which on a candidate finds free ones: all before are taken. */
    int from(final int candidate) {
        return first[candidate] < end[candidate] ? noted[first[candidate]] : at[candidate];
    }

    /** How far it steps. */
    int skip(final int candidate) {
        return skip[candidate];
    }
}
