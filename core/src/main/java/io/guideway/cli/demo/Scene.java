package io.guideway.cli.demo;

import java.util.Optional;

/**
 * A part of the {@link Story}.
 *
 * @param title what goes on
 * @param out the backend that no request that begins now may come to; in a steady scene each of the others has to serve
 * @param fromNs its begin, as {@link System#nanoTime} has it
 * @param toNs its end
 */
record Scene(String title, Kind kind, Optional<LabHost> out, long fromNs, long toNs) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What may become of requests meanwhile. */
    enum Kind {
        /** Nothing changes for them. */
        STEADY,
        /** Slots move to another backend, by intent: without a record of it, a connection under way on one is reset. */
        SLOTS_MOVE,
        /** A server is dead, and the node does not know it yet. */
        SERVER_DEAD
    }

    double seconds() {
        return (toNs - fromNs) / NANOS_PER_SECOND;
    }

    /** Whether a request failed by what goes on in this scene: it was under way in it, and it was refused or reset. */
    boolean accountsFor(final SteadyRequest failed) {
        return kind != Kind.STEADY && failed.result() == SteadyRequest.Result.REFUSED && failed.overlaps(fromNs, toNs);
    }
}
