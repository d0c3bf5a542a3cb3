package io.guideway.maglev;

/** One after the other, as the paper has it: what {@link QuotaTurns} comes to when all weights are equal, and much quicker. */
final class RoundRobin implements Turns {
    private int candidates;
    private int next;

    /** So many candidates, from the first on. */
    RoundRobin begin(final int candidates) {
        this.candidates = candidates;
        next = 0;
        return this;
    }

    @Override
    public int next() {
        final int turn = next;
        next = turn + 1 == candidates ? 0 : turn + 1;
        return turn;
    }
}
