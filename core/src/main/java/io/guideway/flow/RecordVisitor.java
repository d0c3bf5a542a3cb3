package io.guideway.flow;

/** Told of confirmed records by {@link RecordTable#forEach}. */
@FunctionalInterface
public interface RecordVisitor {
    /**
     * @param flow key of the flow
     * @param backend lasting number of its backend
     * @param ageTicks since the flow's last packet was seen, at least 0
     */
    void accept(long flow, int backend, int ageTicks);
}
