package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** No part of a worker, but of {@link PipelineBenchmark}: packets go round by themselves. Nanoseconds a packet. */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class LoopBenchmark extends GuidewayBenchmark {
    @Param({"1000", "100000"})
    int flows;

    private PacketLoop loop;

    @Setup
    public void setUp() {
        loop = new PacketLoop(Traffic.L2DSR_IPV4.services(1), flows);
    }

    @Benchmark
    public int loop() {
        return loop.turnWithoutWorker();
    }

    @TearDown
    public void close() {
        loop.close();
    }
}
