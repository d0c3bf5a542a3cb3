package io.guideway.maglev;

/** Gives every identity its {@link Permutation} over a number of slots, a prime; in parts, which are no objects. */
interface Permutations extends AutoCloseable {
    /** See {@link Permutation#offset}. */
    int offset(long high, long low, int slots);

    /** See {@link Permutation#skip}. */
    int skip(long high, long low, int slots);

    @Override
    void close();
}
