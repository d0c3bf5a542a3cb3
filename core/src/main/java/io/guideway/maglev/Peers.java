package io.guideway.maglev;

/**
 * The candidates of one weight, who have their turns round and round in the order of their indices: of two with the same
 * weight the quota method prefers the one that has had fewer, then the first. One thread.
 */
final class Peers {
    private long weight;
    private int[] members;
    private int from;
    private int end;
    private int at;
    private int rounds;
    /** {@code rounds * total / weight}, whole and rest, so that no product can overflow. */
    private long whole;

    private long rest;
    private Peers behind;

    /**
     * None of them has had a turn.
     *
     * @param members candidates by index, ascending from {@code from} on, at least one before {@code end}
     */
    Peers begin(final int weight, final int[] members, final int from, final int end) {
        this.weight = weight;
        this.members = members;
        this.from = from;
        this.end = end;
        at = from;
        rounds = 0;
        whole = 0;
        rest = 0;
        behind = null;
        return this;
    }

    long weight() {
        return weight;
    }

    /** Who of them has the next turn. */
    int next() {
        return members[at];
    }

    /** Turns that {@link #next} has had. */
    int had() {
        return rounds;
    }

    /**
     * The next one has its turn.
     *
     * @param total of all weights
     * @return whether that ends a round, after which each has had one more
     */
    boolean take(final long total) {
        at++;
        if (at < end) {
            return false;
        }
        at = from;
        rounds++;
        whole += total / weight;
        rest += total % weight;
        if (rest >= weight) {
            rest -= weight;
            whole++;
        }
        return true;
    }

    /** The first turn t, counted from 1, at which {@link #next} may have one: that with had * total < weight * t. */
    long release() {
        return whole + 1;
    }

    /** Who waits behind these in a list. */
    Peers behind() {
        return behind;
    }

    /** Puts these in front of a list. */
    Peers before(final Peers list) {
        behind = list;
        return this;
    }
}
