package io.guideway.controller.operate;

import io.guideway.wire.FlowCounts;
import io.guideway.wire.TierState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as it stands.
 *
 * @param started when the controller began
 * @param unsaved changes made by command that are not in the file
 * @param services in the order of the configuration
 * @param verdicts packets by verdict since the forwarder's start, by name; those that were never given are absent
 * @param received packets since the forwarder's start; the sum of the verdicts
 * @param workers empty while there is no forwarder
 * @param flows what records of flows did
 * @param tier how it stands with the other nodes of its tier; empty for a node by itself, and while there is no forwarder
 */
public record NodeStatus(
        String node,
        String version,
        Instant started,
        int unsaved,
        ForwarderStatus forwarder,
        List<ServiceStatus> services,
        long received,
        Map<String, Long> verdicts,
        List<WorkerStatus> workers,
        FlowCounts flows,
        Optional<TierState> tier) {

    /** Takes copies. */
    public NodeStatus {
        services = List.copyOf(services);
        workers = List.copyOf(workers);
    }
}
