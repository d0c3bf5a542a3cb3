package io.guideway.maglev;

/**
 * Turns in proportion to the weights of N candidates: at every moment each has had its exact share of the turns to within less
 * than one turn. One thread; used again for the next table, without garbage once it has seen as many candidates and turns.
 */
final class WeightedTurns {
    private final RoundRobin even = new RoundRobin();
    private final QuotaTurns quota = new QuotaTurns();

    /**
     * The turns of candidates with these weights.
     *
     * @param weights 1 or more each, at least one of them; those from {@code candidates} on do not count
     * @param turns how often {@link Turns#next} will be called at the most
     */
    Turns of(final int[] weights, final int candidates, final int turns) {
        for (int i = 1; i < candidates; i++) {
            if (weights[i] != weights[0]) {
                return quota.begin(weights, candidates, turns);
            }
        }
        return even.begin(candidates);
    }
}
