package io.guideway.controller;

import java.util.List;

/**
 * The node's hardware.
 *
 * @param eal arguments for DPDK's environment abstraction layer, without the program's name
 * @param ports at least one; ids distinct
 * @param workers CPU of each worker, at least one, distinct, 0 to 4095; whether the CPU exists was not checked
 * @param burst packets that one poll takes, 1 to 64
 * @param idle what a worker does when no packet came
 * @param records what each worker remembers of flows
 */
public record DpdkConfig(
        List<String> eal,
        List<PortConfig> ports,
        List<Integer> workers,
        int burst,
        IdleMode idle,
        RecordsConfig records) {
    static final int DEFAULT_BURST = 32;

    /** Takes copies. */
    public DpdkConfig {
        eal = List.copyOf(eal);
        ports = List.copyOf(ports);
        workers = List.copyOf(workers);
    }
}
