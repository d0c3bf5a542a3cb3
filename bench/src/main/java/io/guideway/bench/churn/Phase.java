package io.guideway.bench.churn;

/**
 * A stretch of time.
 *
 * @param changing whether services changed in it
 * @param changes made in it
 * @param packets that the workers were given
 */
record Phase(boolean changing, int changes, long packets, long nanoseconds) {
    private static final double NS_A_SECOND = 1e9;
    private static final double NS_TIMES_MPPS = 1e3;

    double mpps() {
        return packets * NS_TIMES_MPPS / nanoseconds;
    }

    double changesPerSecond() {
        return changes * NS_A_SECOND / nanoseconds;
    }
}
