package io.guideway.controller.health;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How the sockets of checks reach one backend. Any thread. */
public interface Reach {
    /** What sockets connect to. */
    InetSocketAddress target();

    /**
     * The start of one run.
     *
     * @throws IOException if this node has no way there at the moment, which says nothing about the backend
     */
    Departure depart() throws IOException;

    /** Connecting is all it takes. */
    static Reach anyhow(final InetSocketAddress target) {
        return new Reach() {
            @Override
            public InetSocketAddress target() {
                return target;
            }

            @Override
            public Departure depart() {
                return Departure.ANYWHERE;
            }
        };
    }
}
