package io.guideway.maglev;

/**
 * The order in which a candidate would take slots: {@code offset}, {@code offset + skip}, and so on modulo the table size M,
 * a prime, so that it comes to every slot once.
 *
 * @param offset 0 to M - 1
 * @param skip 1 to M - 1
 */
record Permutation(int offset, int skip) {
    /**
     * The slot {@code skip} after {@code slot} in a table of {@code slots}. Both summands are below 2 to the 24th; the paper's
     * {@code offset + j * skip} would not fit 32 bits.
     */
    static int step(final int slot, final int skip, final int slots) {
        final int next = slot + skip;
        return next < slots ? next : next - slots;
    }
}
