package io.guideway.maglev;

/** Whose turn it is to take a slot. One thread. */
sealed interface Turns permits RoundRobin, QuotaTurns {
    /** The candidate, 0 to N - 1, that takes the next slot. */
    int next();
}
