package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** No stage, but a part of {@link RewriteBenchmark}: making packets what they were. */
public class RestoreBenchmark extends StageBenchmark {
    @Setup
    public void setUp() {
        open(Traffic.L2DSR_IPV4, 1);
    }

    @Benchmark
    public Batch restore() {
        final Batch batch = bursts.next();
        bursts.restore(batch);
        return batch;
    }
}
