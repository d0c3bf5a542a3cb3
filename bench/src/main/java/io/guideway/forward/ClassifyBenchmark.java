package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Finding the service of every packet. Of the traffic only the family matters here. */
public class ClassifyBenchmark extends StageBenchmark {
    @Param({"L2DSR_IPV4", "L2DSR_IPV6", "MIXED"})
    Traffic traffic;

    @Param({"1", "1000"})
    int services;

    @Setup
    public void setUp() {
        open(traffic, services);
    }

    @Benchmark
    public Batch classify() {
        final Batch batch = bursts.next();
        Walks.classify(batch, BURST, bursts.services.vips());
        return batch;
    }
}
