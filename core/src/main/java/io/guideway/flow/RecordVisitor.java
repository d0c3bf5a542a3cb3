package io.guideway.flow;

/** Told of live records by {@link RecordTable#forEach}. */
@FunctionalInterface
public interface RecordVisitor {
    /**
     * @param flow key of the flow
     * @param backend lasting number of its backend
     * @param ageTicks since the flow's last packet was seen, or, where the record is not confirmed, since it was made; at least 0
     */
    void accept(long flow, int backend, RecordKind kind, int ageTicks);
}
