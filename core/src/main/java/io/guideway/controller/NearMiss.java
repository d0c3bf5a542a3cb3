package io.guideway.controller;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that someone probably meant: at most two letters wrong, missing, too many or swapped. */
final class NearMiss {
    private static final int FARTHEST = 2;
    private static final int LONGEST = 64;

    private NearMiss() {}

    /** The nearest of {@code known}, if one is near; the first of equals. */
    static Optional<String> of(final String word, final Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.min(FARTHEST, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Edits between two words, a swap of neighbours counting as one (optimal string alignment), without regard to case. */
    private static int distance(final String word, final String other) {
        final String a = word.toLowerCase(Locale.ROOT);
        final String b = other.toLowerCase(Locale.ROOT);
        final int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(final int[][] edits, final String a, final String b, final int i, final int j) {
        final int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        final int cheapest = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        final boolean swapped =
                i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, 1 + edits[i - 2][j - 2]) : cheapest;
    }
}
