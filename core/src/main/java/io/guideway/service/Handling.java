package io.guideway.service;

import java.util.List;
import java.util.Optional;

/**
 * What a service asks for beyond where its packets go: how they travel, and what is done with those that are out of the
 * ordinary.
 *
 * @param outer what encapsulation writes around them
 * @param fragments which way fragments go
 * @param oversize what is done with those that are too long to leave
 * @param quic how a QUIC connection id names the backend; empty: it does not
 */
public record Handling(Outer outer, FragmentPolicy fragments, Oversize oversize, Optional<QuicRouting> quic) {
    /** Where a service says nothing. */
    public static final Handling DEFAULT =
            new Handling(Outer.DEFAULT, FragmentPolicy.THREE_TUPLE, Oversize.DEFAULT, Optional.empty());

    /** The same, with QUIC packets going by their connection ids. */
    public Handling with(final QuicRouting routing) {
        return new Handling(outer, fragments, oversize, Optional.of(routing));
    }

    /** The same for a service that has these backends alone: connection ids name no others. */
    Handling among(final List<Backend> backends) {
        return quic.isEmpty() ? this : with(quic.get().among(backends));
    }
}
