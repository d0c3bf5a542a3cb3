package io.guideway.maglev;

import java.util.Comparator;

/**
 * Who may own slots of a lookup table. Ordered by identity alone, as its 16 octets compare unsigned.
 *
 * @param high the first eight octets of the identity, big-endian
 * @param low the last eight octets of the identity, big-endian
 * @param weight its share beside the others' weights; 0 = no slots
 */
public record Candidate(long high, long low, int weight) implements Comparable<Candidate> {
    private static final Comparator<Candidate> BY_IDENTITY = Comparator.comparing(
                    Candidate::high, Long::compareUnsigned)
            .thenComparing(Candidate::low, Long::compareUnsigned);

    @Override
    public int compareTo(final Candidate other) {
        return BY_IDENTITY.compare(this, other);
    }

    /** The identity as 32 hex digits. */
    String identity() {
        return "%016x%016x".formatted(high, low);
    }
}
