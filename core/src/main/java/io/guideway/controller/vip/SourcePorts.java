package io.guideway.controller.vip;

import io.guideway.controller.health.NoWayException;
import io.guideway.packet.IpAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which run speaks to which VIP from which port. A port is taken for one run, and remembered for a while after it: the kernel
 * may still have something to say to the backend, such as a reset. Any thread.
 */
final class SourcePorts {
    /** Above the ports that Linux hands out by itself (ip_local_port_range). */
    static final int FIRST = 61000;

    static final int LAST = 64999;
    /** Runs that are over and still remembered. */
    private static final int MOST_REMEMBERED = 4096;

    private final Map<Flow, Taken> byFlow = new HashMap<>();
    private final ArrayDeque<Taken> over = new ArrayDeque<>();
    private int next = FIRST;

    /** A port that a run has, or had. */
    private static final class Taken {
        private final Flow flow;
        private final Hop hop;
        private boolean isOver;

        private Taken(final Flow flow, final Hop hop) {
            this.flow = flow;
            this.hop = hop;
        }
    }

    /**
     * Takes a port that no run has towards {@code vip}; of those the one that was given back longest ago.
     *
     * @throws NoWayException if there is none
     */
    synchronized Flow take(final IpAddress vip, final Hop hop) throws NoWayException {
        for (int tries = FIRST; tries <= LAST; tries++) {
            final Flow flow = new Flow(vip, next);
            next = next == LAST ? FIRST : next + 1;
            final Taken before = byFlow.get(flow);
            if (before == null || before.isOver) {
                byFlow.put(flow, new Taken(flow, hop));
                return flow;
            }
        }
        throw new NoWayException("all %d ports for checks via %s are in use".formatted(LAST - FIRST + 1, vip));
    }

    /** The run is over; its port is somebody else's after a while. Once for each that was taken. */
    synchronized void giveBack(final Flow flow) {
        final Taken taken = byFlow.get(flow);
        taken.isOver = true;
        over.add(taken);
        if (over.size() > MOST_REMEMBERED) {
            final Taken oldest = over.remove();
            byFlow.remove(oldest.flow, oldest); // unless it has been taken again
        }
    }

    /** Where the packets of a flow go. */
    synchronized Optional<Hop> hop(final Flow flow) {
        return Optional.ofNullable(byFlow.get(flow)).map(taken -> taken.hop);
    }
}
