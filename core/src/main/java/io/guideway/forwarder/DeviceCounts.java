package io.guideway.forwarder;

import io.guideway.ring.PortStatistics;
import java.util.List;

/**
 * What the devices say.
 *
 * @param ports in the plan's order
 * @param mbufs of the pool, in all
 * @param mbufsInUse in queues or hands. When traffic stops it returns to what the devices' queues hold
 */
public record DeviceCounts(List<PortCount> ports, int mbufs, int mbufsInUse) {
    /** What one port's driver has counted. */
    public record PortCount(int id, PortStatistics statistics) {}
}
