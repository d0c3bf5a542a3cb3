package io.guideway.maglev;

/**
 * The last free slots of a table. To walk a permutation until it meets one of them takes M / n steps with n left, so the last
 * 128 would take as long as nearly half of the table; it is quicker to compute for each of them when the permutation comes
 * there. One thread; used again for the next table.
 */
final class LastSlots {
    /** Where computing begins to be quicker than walking, about. */
    static final int MOST = 128;

    private final int[] free = new int[MOST];
    private int slots;
    private int left;

    /** @param free of which there are {@link #MOST} at the most */
    void begin(final int slots, final FreeSlots free) {
        this.slots = slots;
        left = free.list(this.free);
    }

    /** Whether all are taken. */
    boolean isEmpty() {
        return left == 0;
    }

    /** Takes the first free slot of {@code from}, {@code from + skip}, and so on. There is one. */
    int take(final int from, final int skip) {
        final long stepsASlot = inverse(skip);
        int first = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < left; i++) {
            final int distance = free[i] - from;
            final long steps = (distance < 0 ? distance + slots : distance) * stepsASlot % slots;
            if (steps < least) {
                least = steps;
                first = i;
            }
        }
        final int slot = free[first];
        free[first] = free[--left];
        return slot;
    }

    /** How many skips lead one slot on: {@code skip} inverted modulo the number of slots, a prime, by Euclid's algorithm. */
    private long inverse(final int skip) {
        long a = slots;
        long b = skip;
        long x = 0;
        long y = 1;
        while (b != 0) {
            final long quotient = a / b;
            final long rest = a - quotient * b;
            a = b;
            b = rest;
            final long nextY = x - quotient * y;
            x = y;
            y = nextY;
        }
        return x < 0 ? x + slots : x;
    }
}
