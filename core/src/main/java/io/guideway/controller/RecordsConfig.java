package io.guideway.controller;

import java.time.Duration;

/**
 * How much each worker remembers of flows, docs/consistency.md.
 *
 * @param size records, 8 to 2^28
 * @param idle how long a record outlives its flow's last packet, in whole seconds, 1 s to 9 h
 */
public record RecordsConfig(int size, Duration idle) {
    /** Where the configuration says nothing: 16 MiB a worker, and twice as long as services drain. */
    public static final RecordsConfig DEFAULT = new RecordsConfig(1 << 20, Duration.ofMinutes(10));
}
