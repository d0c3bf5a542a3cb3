package io.guideway.bench.lab;

/**
 * How long and how often.
 *
 * @param conforming whether these are RFC 2544's own times and numbers, or longer and more
 * @param trialSeconds a trial of throughput and frame loss (section 24: 60 s)
 * @param rateTrials trials at one rate for these
 * @param goalSeconds a trial of NDR and PDR (FD.io CSIT: 1 s)
 * @param goalTrials trials at one rate for these (FD.io CSIT: 20)
 * @param latencySeconds a trial of latency (section 26.2: 120 s)
 * @param latencyTrials trials at one load (section 26.2: 20)
 * @param burstSeconds longest burst of back-to-back frames (section 26.4: 2 s)
 * @param burstTrials repetitions (section 26.4: 50)
 * @param warmUpSeconds for which the device forwards before it is measured
 * @param drainSeconds after a trial for frames on their way (section 23 d: 2 s)
 * @param drainEarly whether that wait ends when all are back
 * @param restSeconds between two trials (section 23 e: 5 s)
 */
public record Timing(
        boolean conforming,
        double trialSeconds,
        int rateTrials,
        double goalSeconds,
        int goalTrials,
        double latencySeconds,
        int latencyTrials,
        double burstSeconds,
        int burstTrials,
        double warmUpSeconds,
        double drainSeconds,
        boolean drainEarly,
        double restSeconds) {
    private static final double LATENCY_FACTOR = 2;
    private static final int SEARCH_STEPS = 9;
    private static final int LOADS = 10;

    /** RFC 2544's. */
    public static Timing standard() {
        return new Timing(true, 60, 1, 1, 20, 120, 20, 2, 50, 10, 2, false, 5);
    }

    /** Minutes for all sizes: to try things out, not to quote. */
    public static Timing quick() {
        return new Timing(false, 0.5, 1, 0.2, 3, 1, 1, 0.2, 3, 3, 0.1, true, 0);
    }

    /** The same with trials of so long, latency's twice that; a trial of NDR and PDR is no longer than that. */
    public Timing withTrialSeconds(final double seconds) {
        final Timing standard = standard();
        return new Timing(
                conforming && seconds >= standard.trialSeconds,
                seconds,
                rateTrials,
                Math.min(goalSeconds, seconds),
                goalTrials,
                LATENCY_FACTOR * seconds,
                latencyTrials,
                Math.min(burstSeconds, seconds),
                burstTrials,
                warmUpSeconds,
                drainSeconds,
                drainEarly,
                restSeconds);
    }

    /** The same with so many trials at each point, of whatever is measured. */
    public Timing withTrials(final int trials) {
        final Timing standard = standard();
        return new Timing(
                conforming && trials >= standard.burstTrials,
                trialSeconds,
                trials,
                goalSeconds,
                trials,
                latencySeconds,
                trials,
                burstSeconds,
                trials,
                warmUpSeconds,
                drainSeconds,
                drainEarly,
                restSeconds);
    }

    /** About how long it takes for so many frame sizes, where a search takes some nine rates and most of them decide late. */
    public double estimatedSeconds(final int sizes, final int latencyLoads) {
        final double wait = restSeconds + drainSeconds / (drainEarly ? 10 : 1);
        final double rate = (SEARCH_STEPS + LOADS) * rateTrials * (trialSeconds + wait);
        final double goals = 2 * SEARCH_STEPS * (goalTrials / 2 + 1) * (goalSeconds + wait);
        final double latency = latencyLoads * latencyTrials * (latencySeconds + wait);
        final double bursts = burstTrials * (burstSeconds + 2 * SEARCH_STEPS * wait);
        return warmUpSeconds + sizes * (rate + goals + latency + bursts);
    }
}
