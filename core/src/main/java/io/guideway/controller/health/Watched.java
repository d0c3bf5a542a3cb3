package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A backend under one policy: its state, its counts, and the run that is under way. Runs follow each other; none begins before
 * the one before it has ended or run out of time. Guarded by the monitor's lock.
 */
final class Watched {
    private final String service;
    private final IpAddress backend;
    private final HealthPolicy policy;
    private final Reach reach;
    private final Probe probe;
    private final HealthMachine machine;
    private Optional<Attempt> running = Optional.empty();
    private boolean isRetired;
    private Instant since;
    private String reason = "not checked yet";
    private long good;
    private long bad;
    private long unknown;
    private long transitions;

    private Watched(
            final String service, final IpAddress backend, final HealthPolicy policy, final HealthMachine machine) {
        this.service = service;
        this.backend = backend;
        this.policy = policy;
        this.machine = machine;
        reach = policy.way().to(backend, policy.port());
        probe = Probe.of(policy.check(), reach.target());
        since = Instant.now();
    }

    /** A backend that nothing is known of. */
    static Watched begin(final String service, final IpAddress backend, final HealthPolicy policy, final long nowNs) {
        return new Watched(service, backend, policy, new HealthMachine(policy, nowNs));
    }

    /** This backend with its state and its counts under another policy; what was begun under the old one counts no more. */
    Watched under(final HealthPolicy other) {
        retire();
        final Watched next = new Watched(service, backend, other, machine.under(other));
        next.since = since;
        next.reason = reason;
        next.good = good;
        next.bad = bad;
        next.unknown = unknown;
        next.transitions = transitions;
        return next;
    }

    /** Ends it: a result that still comes counts no more. */
    void retire() {
        isRetired = true;
        running.ifPresent(Attempt::end);
        running = Optional.empty();
    }

    boolean isRetired() {
        return isRetired;
    }

    /** Begins a run. */
    Attempt start() {
        final Attempt attempt = new Attempt(reach);
        running = Optional.of(attempt);
        return attempt;
    }

    boolean isRunning() {
        return running.isPresent();
    }

    /**
     * Ends the run under way, whose time is over.
     *
     * @param isOurFault whether this node was too late itself to tell
     */
    Optional<Transition> cutOff(final long nowNs, final boolean isOurFault) {
        final Attempt late = running.orElseThrow();
        late.end();
        final Outcome outcome = isOurFault || !late.hasBegun()
                ? Outcome.unknown("this node was too busy to check in time")
                : Outcome.bad(
                        "no answer within %d ms".formatted(policy.timeout().toMillis()));
        return finish(late, outcome, nowNs);
    }

    /** Takes in what a run found, unless the run counts no more. */
    Optional<Transition> finish(final Attempt attempt, final Outcome outcome, final long nowNs) {
        if (running.isEmpty() || running.get() != attempt) {
            return Optional.empty();
        }
        running = Optional.empty();
        count(outcome);
        final HealthState from = machine.state();
        if (!machine.take(outcome.kind(), nowNs)) {
            return Optional.empty();
        }
        transitions++;
        since = Instant.now();
        return Optional.of(new Transition(service, backend, from, machine.state(), reason, since));
    }

    private void count(final Outcome outcome) {
        reason = outcome.reason();
        switch (outcome.kind()) {
            case GOOD -> good++;
            case BAD -> bad++;
            case UNKNOWN -> unknown++;
        }
    }

    Probe probe() {
        return probe;
    }

    HealthPolicy policy() {
        return policy;
    }

    String service() {
        return service;
    }

    /** As it stands for the weights. */
    EffectiveWeights.Member member(final Backend configured, final long nowNs) {
        return new EffectiveWeights.Member(configured, machine.isUp(), machine.upNs(nowNs));
    }

    BackendHealth health(final long nowNs) {
        return new BackendHealth(
                backend,
                machine.state(),
                since,
                reason,
                good,
                bad,
                unknown,
                machine.falls(),
                Duration.ofNanos(machine.heldForNs(nowNs)),
                transitions);
    }
}
