package io.guideway.controller.health;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Optional;

/**
 * One run of a check, as seen by the two threads that have to do with it: the one that runs it says what it waits on, and the
 * monitor's closes that when the time is over, which wakes the other from whatever it waits for.
 */
final class Attempt {
    private final Reach reach;
    private Departure departure = Departure.ANYWHERE;
    private Closeable held;
    private boolean isOver;
    private volatile boolean hasBegun;

    /** A run towards a backend. */
    Attempt(final Reach reach) {
        this.reach = reach;
    }

    /** The run's thread has come to run. */
    void begin() {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /**
     * Remembers what to close; a run holds one thing.
     *
     * @throws SocketException if the time is over already; the resource is closed then
     */
    synchronized <T extends Closeable> T hold(final T resource) throws IOException {
        if (isOver) {
            resource.close();
            throw new SocketException("the time for this check is over");
        }
        held = resource;
        return resource;
    }

    /**
     * Where the run's one socket shall speak from, for the run's own thread.
     *
     * @return the address and port to bind it to; empty: any
     * @throws IOException if this node has none
     */
    Optional<InetSocketAddress> depart() throws IOException {
        departure = reach.depart();
        return departure.from();
    }

    /** The run's own thread has closed its socket. */
    void arrive() {
        departure.close();
    }

    /** Closes what is held, now or as soon as it is there. */
    synchronized void end() {
        isOver = true;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (final IOException unclosable) {
            // The run learns it itself, and counts no more in any case.
        }
    }
}
