package io.guideway.maglev;

import java.util.Arrays;

/**
 * The quota method (Balinski and Young, "The Quota Method of Apportionment", American Mathematical Monthly 82, 1975), one
 * turn being one seat. With x the turns a candidate has had, w its weight and W the sum of weights: at turn t, counted from
 * 1, of the candidates with x * W < w * t the one with the least (x + 1) / w, the first of them in a tie.
 *
 * <p>A candidate that has just had a turn may not have the next before a turn that can be told at once; until then it waits
 * in a list for that turn, and from then on in a heap. So a turn costs O(log N).
 */
final class QuotaTurns implements Turns {
    private static final int NOBODY = -1;

    private final int[] weights;
    private final long total;
    private final int[] had;
    /** The last release of each: {@code had * total / weight}, whole and rest, so that no product can overflow. */
    private final long[] whole;

    private final long[] rest;
    /** Who is released at a turn: the first of a list, and for each candidate the one behind it. */
    private final int[] releasedAt;

    private final int[] behind;
    private final Released released;
    private int turn;

    QuotaTurns(final int[] weights, final int turns) {
        this.weights = weights;
        total = Arrays.stream(weights).asLongStream().sum();
        had = new int[weights.length];
        whole = new long[weights.length];
        rest = new long[weights.length];
        releasedAt = new int[turns + 1];
        Arrays.fill(releasedAt, NOBODY);
        behind = new int[weights.length];
        released = new Released(weights, had);
        for (int i = 0; i < weights.length; i++) {
            released.add(i);
        }
    }

    @Override
    public int next() {
        turn++;
        for (int i = releasedAt[turn]; i != NOBODY; i = behind[i]) {
            released.add(i);
        }
        final int chosen = released.take();
        had[chosen]++;
        release(chosen);
        return chosen;
    }

    /** Puts off a candidate to the first turn t with had * total < weight * t, that is had * total / weight + 1, rounded down. */
    private void release(final int i) {
        whole[i] += total / weights[i];
        rest[i] += total % weights[i];
        if (rest[i] >= weights[i]) {
            rest[i] -= weights[i];
            whole[i]++;
        }
        final long at = Math.max(whole[i], turn) + 1;
        if (at < releasedAt.length) {
            behind[i] = releasedAt[(int) at];
            releasedAt[(int) at] = i;
        }
    }
}
