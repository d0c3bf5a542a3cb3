package io.guideway.bench.stall;

import io.guideway.stats.TimeBuckets;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * All gaps of one or more runs.
 *
 * @param histogram of their lengths in ns
 * @param longest the longest ones, longest first; at least one if there is any
 */
record Gaps(Histogram histogram, List<Gap> longest) {
    private static final Comparator<Gap> LONGEST_FIRST =
            Comparator.comparingLong(Gap::lengthNs).reversed();

    Gaps {
        longest = longest.stream().sorted(LONGEST_FIRST).toList();
    }

    /** The gaps of all together; of the longest as many as one recorder keeps. */
    static Gaps sum(final List<Gaps> parts) {
        final Histogram sum = TimeBuckets.emptyHistogram();
        parts.forEach(part -> sum.add(part.histogram));
        final List<Gap> longest = parts.stream()
                .flatMap(part -> part.longest.stream())
                .sorted(LONGEST_FIRST)
                .limit(LongestGaps.KEPT)
                .toList();
        return new Gaps(sum, longest);
    }

    /** How many there were. */
    long count() {
        return histogram.getTotalCount();
    }

    /** The length that so many of a hundred do not exceed, as far as the histogram tells. */
    long percentileNs(final double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /** The longest; 0 if there is none. */
    long longestNs() {
        return longest.isEmpty() ? 0 : longest.getFirst().lengthNs();
    }
}
