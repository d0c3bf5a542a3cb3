package io.guideway.maglev;

/**
 * Who may own slots of a lookup table. Ordered by identity alone, as its 16 octets compare unsigned.
 *
 * @param high the first eight octets of the identity, big-endian
 * @param low the last eight octets of the identity, big-endian
 * @param weight its share beside the others' weights; 0 = no slots
 */
public record Candidate(long high, long low, int weight) implements Comparable<Candidate> {
    /** By plain comparisons: a comparator made of parts left two boxed numbers behind for each look at each candidate. */
    @Override
    public int compareTo(final Candidate other) {
        return high == other.high ? Long.compareUnsigned(low, other.low) : Long.compareUnsigned(high, other.high);
    }

    /** The identity as 32 hex digits. */
    String identity() {
        return "%016x%016x".formatted(high, low);
    }
}
