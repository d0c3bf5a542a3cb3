package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Trial;

/**
 * Searches the highest rate that satisfies a goal: the highest rate of all first, then about where the device forwarded
 * then, in growing steps up or down until the answer lies between two bounds, and from there by halves (RFC 2544, section
 * 26.1, leaves the way open; the steps are those of MLRsearch, RFC 9971). It takes for granted that a device which
 * satisfies the goal at a rate does so below.
 */
public final class RateSearch {
    /** A bound is never moved by more than by half at once. */
    private static final double LARGEST_STEP = 0.5;

    private final Device device;
    private final double least;
    private final double most;

    /**
     * @param least frames a second below which nothing is looked for
     * @param most frames a second that can be offered
     */
    public RateSearch(final Device device, final double least, final double most) {
        this.device = device;
        this.least = least;
        this.most = most;
    }

    /**
     * Searches.
     *
     * @param known a rate that satisfies a stricter goal with the same trials, and so this one; or {@link RateFound#none}
     */
    public RateFound find(final Goal goal, final RateFound known) {
        return new Run(goal, known).find();
    }

    /** One search: its bounds as they close in. */
    private final class Run {
        private final Goal goal;
        private double low;
        private double lowForwarded;
        private double high = Double.POSITIVE_INFINITY;
        private double lastForwarded;
        private int trials;

        Run(final Goal goal, final RateFound known) {
            this.goal = goal;
            low = known.offered();
            lowForwarded = known.forwarded();
        }

        RateFound find() {
            if (!satisfies(most)) {
                bracket(Math.clamp(lastForwarded, least, most * (1 - goal.width())));
                while (low > 0 && (high - low) / high > goal.width()) {
                    satisfies((low + high) / 2);
                }
            }
            return new RateFound(goal, low, lowForwarded, high, trials);
        }

        /** From a first guess to a bound on either side; where nothing down to the least rate will do, low stays 0. */
        private void bracket(final double guess) {
            if (guess <= low || satisfies(guess)) {
                raiseLow();
            } else {
                lowerHigh();
            }
        }

        private void raiseLow() {
            double step = goal.width();
            while (high > low * (1 + step) && satisfies(low * (1 + step))) {
                step = Math.min(2 * step, LARGEST_STEP);
            }
        }

        private void lowerHigh() {
            double step = goal.width();
            double next = high * (1 - step);
            while (high > least && next > low && !satisfies(Math.max(least, next))) {
                step = Math.min(2 * step, LARGEST_STEP);
                next = high * (1 - step);
            }
        }

        /** Trials at a rate until they decide; moves a bound there. */
        private boolean satisfies(final double rate) {
            int exceeded = 0;
            int kept = 0;
            double forwarded = Double.POSITIVE_INFINITY;
            while (exceeded <= goal.mayExceed() && kept < goal.trials() - goal.mayExceed()) {
                final Trial trial = device.run(Offer.rate(rate, goal.trialSeconds()));
                trials++;
                lastForwarded = trial.forwardedRate();
                if (trial.lossRatio() > goal.lossRatio()) {
                    exceeded++;
                } else {
                    kept++;
                    forwarded = Math.min(forwarded, trial.forwardedRate());
                }
            }
            if (exceeded > goal.mayExceed()) {
                high = rate;
                return false;
            }
            low = rate;
            lowForwarded = forwarded;
            return true;
        }
    }
}
