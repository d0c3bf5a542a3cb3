package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Counting every packet under its verdict, service and backend. */
public class CountBenchmark extends StageBenchmark {
    @Param({"1", "1000"})
    int services;

    private Tally tally;

    @Setup
    public void setUp() {
        open(Traffic.MIXED, services);
        tally = new Tally(new WorkerCounters(bursts.services.generation().backends()));
    }

    @Benchmark
    public Batch count() {
        final Batch batch = bursts.next();
        tally.count(batch, BURST);
        return batch;
    }
}
