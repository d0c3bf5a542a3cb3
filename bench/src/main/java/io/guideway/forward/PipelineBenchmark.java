package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A packet's whole walk through a worker, from ring to ring. Nanoseconds a packet, with those of the loop that brings packets
 * back: what it costs alone, {@link LoopBenchmark} tells. In the stages' package because it shares their traffic.
 */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class PipelineBenchmark extends GuidewayBenchmark {
    @Param
    Traffic traffic;

    @Param({"1", "1000"})
    int services;

    @Param({"1000", "100000"})
    int flows;

    private PacketLoop loop;

    @Setup
    public void setUp() {
        loop = new PacketLoop(traffic.services(services), flows);
    }

    @Benchmark
    public int pipeline() {
        return loop.turn();
    }

    @TearDown
    public void close() {
        loop.close();
    }
}
