package io.guideway.maglev;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A second implementation, slow and straight from its sources: the whole permutation table of the Maglev paper's section 3.4
 * and its pseudocode 1, turns chosen by looking at everyone, as the quota method's definition says.
 */
final class PaperMaglev {
    private PaperMaglev() {}

    /** The table over candidates that stand in sorted order already and have weights above 0. */
    static int[] table(final List<Permutation> permutations, final int[] weights, final int slots) {
        final int[][] permutation = new int[weights.length][slots];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < slots; j++) {
                permutation[i][j] = (int) ((permutations.get(i).offset()
                                + (long) j * permutations.get(i).skip())
                        % slots);
            }
        }
        final int[] turns = turns(weights, slots);
        final int[] next = new int[weights.length];
        final int[] entry = new int[slots];
        Arrays.fill(entry, -1);
        for (final int i : turns) {
            while (entry[permutation[i][next[i]]] >= 0) {
                next[i]++;
            }
            entry[permutation[i][next[i]]] = i;
        }
        return entry;
    }

    /** The first {@code count} turns by the quota method's definition. */
    static int[] turns(final int[] weights, final int count) {
        final BigInteger total = big(Arrays.stream(weights).asLongStream().sum());
        final int[] had = new int[weights.length];
        return IntStream.rangeClosed(1, count)
                .map(turn -> {
                    final int chosen = IntStream.range(0, weights.length)
                            .filter(i -> big(had[i])
                                            .multiply(total)
                                            .compareTo(big(weights[i]).multiply(big(turn)))
                                    < 0)
                            .boxed()
                            .min(leastNext(weights, had))
                            .orElseThrow();
                    had[chosen]++;
                    return chosen;
                })
                .toArray();
    }

    /** By (had + 1) / weight; {@code min} keeps the first of equals. */
    private static Comparator<Integer> leastNext(final int[] weights, final int[] had) {
        return (a, b) -> big(had[a] + 1L)
                .multiply(big(weights[b]))
                .compareTo(big(had[b] + 1L).multiply(big(weights[a])));
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }
}
