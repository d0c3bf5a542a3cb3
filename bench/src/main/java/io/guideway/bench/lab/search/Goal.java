package io.guideway.bench.lab.search;

/**
 * What a rate has to satisfy, in the words of MLRsearch (RFC 9971).
 *
 * @param name as it is told
 * @param lossRatio largest share of a trial's frames that may be lost
 * @param exceedRatio share of the trials at one rate that may lose more; 0: none
 * @param trialSeconds length of a trial
 * @param trials at one rate, where fewer do not decide already
 * @param width where the search ends: distance of the bounds by the upper one
 */
public record Goal(String name, double lossRatio, double exceedRatio, double trialSeconds, int trials, double width) {
    private static final double HALF = 0.5;
    private static final double PARTIAL_DROP = 0.005;

    /** RFC 2544, section 26.1: no frame may be lost, in any trial. */
    public static Goal throughput(final double trialSeconds, final int trials, final double width) {
        return new Goal("throughput", 0, 0, trialSeconds, trials, width);
    }

    /** The non-drop rate of FD.io CSIT: no loss in at least half of some short trials. */
    public static Goal ndr(final double trialSeconds, final int trials, final double width) {
        return new Goal("NDR", 0, HALF, trialSeconds, trials, width);
    }

    /** The partial drop rate of FD.io CSIT: at most 0.5 % lost in at least half of some short trials. */
    public static Goal pdr(final double trialSeconds, final int trials, final double width) {
        return new Goal("PDR", PARTIAL_DROP, HALF, trialSeconds, trials, width);
    }

    /** How many of the trials at one rate may lose more. */
    int mayExceed() {
        return (int) (exceedRatio * trials);
    }
}
