package io.guideway.tier;

import java.util.List;

/**
 * How a node stands with the others, at one moment.
 *
 * @param isComplete whether the node has all that the others knew when it began or lost messages, and all since
 * @param ringDropped records that workers had to tell and found no room for
 * @param destinations in the order of the configuration; a group is one
 * @param sources nodes that are heard, by name
 */
public record TierStatus(boolean isComplete, long ringDropped, List<Destination> destinations, List<Source> sources) {
    /** Before anything has been heard. */
    static final TierStatus NOTHING = new TierStatus(false, 0, List.of(), List.of());

    /** Takes copies. */
    public TierStatus {
        destinations = List.copyOf(destinations);
        sources = List.copyOf(sources);
    }

    /**
     * Whom this node tells.
     *
     * @param records told
     * @param unsent messages that found no room, or nobody
     */
    public record Destination(String address, boolean isConnected, long records, long unsent) {}

    /**
     * Who tells this node.
     *
     * @param name empty where it is not known yet
     * @param isProven whether it is believed
     * @param isComplete whether all that it knew is here
     * @param incompleteMs for how long that is not so; 0 if it is
     * @param records taken
     * @param lost messages that never came
     * @param silentMs since its last message
     */
    public record Source(
            String name,
            boolean isProven,
            boolean isComplete,
            long incompleteMs,
            long records,
            long lost,
            long silentMs) {}
}
