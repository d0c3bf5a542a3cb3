package io.guideway.controller.health;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where the socket of one run speaks from; held until it is closed. */
@FunctionalInterface
public interface Departure extends AutoCloseable {
    /** Wherever the kernel likes. */
    Departure ANYWHERE = Optional::empty;

    /** The address and port to bind to; empty: any. */
    Optional<InetSocketAddress> from();

    /** The run is over, and its socket closed. */
    @Override
    default void close() {}
}
