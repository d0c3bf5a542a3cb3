package io.guideway.bench.consistency;

/**
 * What is simulated, whatever the scheme.
 *
 * @param nodes of the tier
 * @param backends at the beginning
 * @param flows in all
 * @param changes of the backends; with every second one a node dies
 * @param tableSize slots, a prime
 * @param silenceSeconds the longest that a flow says nothing
 * @param loss share of the nodes' words about flows that never arrive
 * @param seed of everything that is random
 */
public record Plan(
        int nodes, int backends, int flows, int changes, int tableSize, int silenceSeconds, double loss, long seed) {
    static final int MS = 1000;

    /** Between changes, on average. */
    static final int INTERVAL_MS = 60 * MS;

    /** Before the first change and after the last. */
    private static final int MARGIN_MS = 60 * MS;

    /** When the simulation ends. */
    int endMs() {
        return 2 * MARGIN_MS + changes * INTERVAL_MS;
    }

    /** About when change {@code i} is made. */
    int changeMs(final int i) {
        return MARGIN_MS + i * INTERVAL_MS;
    }
}
