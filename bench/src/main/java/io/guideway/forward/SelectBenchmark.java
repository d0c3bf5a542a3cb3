package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * From the flow's five-tuple to its backend: hash, slot, lookup table. Of the traffic only the family matters here. A
 * thousand services are a thousand lookup tables, of which the flows touch one entry each.
 */
public class SelectBenchmark extends StageBenchmark {
    @Param({"L2DSR_IPV4", "L2DSR_IPV6", "MIXED"})
    Traffic traffic;

    @Param({"1", "1000"})
    int services;

    @Setup
    public void setUp() {
        open(traffic, services);
    }

    @Benchmark
    public Batch select() {
        final Batch batch = bursts.next();
        Walks.chooseSlots(batch, BURST, bursts.selector);
        Selector.loadBackends(batch, BURST);
        return batch;
    }
}
