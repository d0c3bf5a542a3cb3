package io.guideway.maglev;

import java.util.List;
import java.util.stream.IntStream;

/** Candidates and tables as the tests like them. */
final class Candidates {
    /** The low half of the first identity. */
    static final long FIRST = 0xFFFF_0A00_0000L;

    private Candidates() {}

    /** Backends 10.0.0.0 and upwards in their mapped form, one for each weight. */
    static List<Candidate> weighing(final int... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new Candidate(0, FIRST + i, weights[i]))
                .toList();
    }

    /** {@code count} backends of weight 1. */
    static List<Candidate> even(final int count) {
        return weighing(IntStream.generate(() -> 1).limit(count).toArray());
    }

    /** The owners of all slots, read back out of the native table. */
    static int[] table(final List<Candidate> candidates, final int slots) {
        try (LookupTable table = TableBuilder.build(candidates, slots).orElseThrow()) {
            return owners(table);
        }
    }

    static int[] owners(final LookupTable table) {
        return IntStream.range(0, table.slots())
                .map(slot -> LookupTable.backend(table.address(), slot))
                .toArray();
    }

    /** Slots of each of {@code count} candidates. */
    static int[] shares(final int[] table, final int count) {
        final int[] shares = new int[count];
        for (final int owner : table) {
            shares[owner]++;
        }
        return shares;
    }
}
