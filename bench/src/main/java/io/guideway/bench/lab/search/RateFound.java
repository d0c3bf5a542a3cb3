package io.guideway.bench.lab.search;

/**
 * Where a search for a rate ended. What is told as the result is {@link #forwarded}: MLRsearch's conditional throughput.
 *
 * @param goal that was searched for
 * @param offered frames a second: the highest rate found that satisfies the goal; 0: none does
 * @param forwarded frames a second that came back at that rate, in the worst of the trials that satisfied the goal; 0: none
 *     does
 * @param above the lowest rate found that does not; infinity: the highest rate that can be offered satisfies it
 * @param trials that it took
 */
public record RateFound(Goal goal, double offered, double forwarded, double above, int trials) {
    /** Nothing found yet. */
    public static RateFound none(final Goal goal) {
        return new RateFound(goal, 0, 0, Double.POSITIVE_INFINITY, 0);
    }

    /** Whether more could not be offered, so that the device's own limit is not known. */
    public boolean limitedByOffer() {
        return Double.isInfinite(above);
    }
}
