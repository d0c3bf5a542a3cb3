package io.guideway.maglev;

import java.util.Arrays;

/** Whose turn it is to take a slot. One thread. */
sealed interface Turns permits RoundRobin, QuotaTurns {
    /** The candidate, 0 to N - 1, that takes the next slot. */
    int next();

    /**
     * Turns in proportion to the weights of N candidates: at every moment each has had its exact share of the turns to
     * within less than one turn.
     *
     * @param weights 1 or more each, at least one of them
     * @param turns how often {@link #next} will be called at the most
     */
    static Turns of(final int[] weights, final int turns) {
        final boolean equal = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        return equal ? new RoundRobin(weights.length) : new QuotaTurns(weights, turns);
    }
}
