package io.guideway.controller.health;

/**
 * The state of one backend by the results of its checks: up from the start, down after {@code fall} bad results in a row, up
 * again after {@code rise} good ones, unless {@link Damping} holds it down. One thread; time is given in, from any clock that
 * only goes forward.
 */
final class HealthMachine {
    private final HealthPolicy policy;
    private HealthState state = HealthState.UP;
    private boolean hasRisen;
    private long sinceNs;
    private int goodInARow;
    private int badInARow;
    private int falls;
    private long heldUntilNs;

    HealthMachine(final HealthPolicy policy, final long nowNs) {
        this.policy = policy;
        sinceNs = nowNs;
        heldUntilNs = nowNs;
    }

    /** The same state under another policy; results in a row begin anew. */
    HealthMachine under(final HealthPolicy other) {
        final HealthMachine machine = new HealthMachine(other, sinceNs);
        machine.state = state;
        machine.hasRisen = hasRisen;
        machine.falls = falls;
        machine.heldUntilNs = heldUntilNs;
        return machine;
    }

    /** Takes a result in; returns whether the state changed. */
    boolean take(final Outcome.Kind result, final long nowNs) {
        return switch (result) {
            case GOOD -> good(nowNs);
            case BAD -> bad(nowNs);
            case UNKNOWN -> false;
        };
    }

    private boolean good(final long nowNs) {
        badInARow = 0;
        goodInARow = Math.min(goodInARow + 1, policy.rise());
        final boolean rises = state == HealthState.DOWN && goodInARow >= policy.rise() && heldForNs(nowNs) == 0;
        if (rises) {
            enter(HealthState.UP, nowNs);
            hasRisen = true;
        }
        return rises;
    }

    private boolean bad(final long nowNs) {
        goodInARow = 0;
        badInARow = Math.min(badInARow + 1, policy.fall());
        final boolean drops = state == HealthState.UP && badInARow >= policy.fall();
        if (drops) {
            countFall(nowNs);
            enter(HealthState.DOWN, nowNs);
        }
        return drops;
    }

    private void countFall(final long nowNs) {
        final boolean wasCalm = nowNs - sinceNs >= policy.damping().forget().toNanos();
        falls = wasCalm ? 1 : falls + 1;
        heldUntilNs = nowNs + policy.damping().holdNs(falls);
    }

    private void enter(final HealthState next, final long nowNs) {
        state = next;
        sinceNs = nowNs;
    }

    HealthState state() {
        return state;
    }

    boolean isUp() {
        return state == HealthState.UP;
    }

    /** How long ago the backend came up; {@link Long#MAX_VALUE} if it never was down. */
    long upNs(final long nowNs) {
        return hasRisen ? nowNs - sinceNs : Long.MAX_VALUE;
    }

    /** Falls that are not forgotten yet. */
    int falls() {
        return falls;
    }

    /** How long the backend is still held down; 0 if it is not. */
    long heldForNs(final long nowNs) {
        return state == HealthState.DOWN ? Math.max(0, heldUntilNs - nowNs) : 0;
    }
}
