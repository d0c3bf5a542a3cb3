package io.guideway.flow;

/**
 * Told of records that other nodes should know: of flows that begin or are met the first time, have been confirmed, or come
 * over from another node.
 */
@FunctionalInterface
public interface RecordSink {
    /** Where nobody listens. */
    RecordSink NOBODY = (flow, backend, kind) -> {};

    /**
     * Hot path; on the worker's thread. Does not wait: what cannot be taken is counted by whoever is told.
     *
     * @param flow key of the flow
     * @param backend lasting number of its backend
     */
    void accept(long flow, int backend, RecordKind kind);
}
