package io.guideway.service;

/**
 * Which of a service's flows are remembered, and how long what came before a change counts (docs/consistency.md).
 *
 * @param scope of which slots
 * @param drainSeconds for which, after a change, a flow without a record goes where it went before; a flow that sends a packet
 *     at least that often keeps its backend
 * @param sticks whether UDP flows, which have no first packet, are recorded all the time; otherwise they move with their slot.
 *     Without meaning for TCP
 */
public record FlowTracking(Scope scope, int drainSeconds, boolean sticks) {
    /** Where a service says nothing. */
    public static final FlowTracking DEFAULT = new FlowTracking(Scope.MOVED, 300, false);

    /** Whose flows. */
    public enum Scope {
        /** Those of slots that a change gives to another backend. */
        MOVED,
        /** All. */
        ALL,
        /** None: the hash alone decides. */
        NONE
    }
}
