package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Finding and proving the headers. Of the traffic only the family matters here. */
public class ParseBenchmark extends StageBenchmark {
    @Param({"L2DSR_IPV4", "L2DSR_IPV6", "MIXED"})
    Traffic traffic;

    @Setup
    public void setUp() {
        open(traffic, 1);
    }

    @Benchmark
    public Batch parse() {
        final Batch batch = bursts.next();
        Walks.parse(batch, BURST, Rig.STATION);
        return batch;
    }
}
