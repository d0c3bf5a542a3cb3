package io.guideway.wire;

import java.util.List;

/**
 * How a forwarder stands with the other nodes of its tier.
 *
 * @param isComplete whether it has all that the others know of flows; a node should get no traffic before
 * @param destinations whom it tells; a group is one
 * @param connected how many of those listen
 * @param unsent messages that were not taken
 * @param dropped records that found no room on their way from the workers
 * @param peers nodes that it hears, by name
 */
public record TierState(
        boolean isComplete, int destinations, int connected, long unsent, long dropped, List<PeerState> peers) {
    /** Of a node by itself. */
    static final TierState NONE = new TierState(false, 0, 0, 0, 0, List.of());

    /** Takes a copy. */
    public TierState {
        peers = List.copyOf(peers);
    }

    /** The same with other peers. */
    TierState with(final List<PeerState> others) {
        return new TierState(isComplete, destinations, connected, unsent, dropped, others);
    }

    /**
     * A node that is heard.
     *
     * @param name empty where it is not known yet
     * @param isBelieved whether it has proved that it is no echo
     * @param isComplete whether all that it knew is here
     * @param incompleteMs for how long that is not so; 0 if it is
     * @param records taken from it
     * @param lost messages of it that never came
     * @param silentMs since its last message
     */
    public record PeerState(
            String name,
            boolean isBelieved,
            boolean isComplete,
            long incompleteMs,
            long records,
            long lost,
            long silentMs) {}
}
