package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the benchmarks of single stages share: bursts that the stages before have been over. Nanoseconds a packet.
 *
 * <p>They stand in the stages' package, as stages are nobody else's business; benchmarks run from a class path, where a
 * package may live in two JARs.
 */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public abstract class StageBenchmark extends GuidewayBenchmark {
    Bursts bursts;

    /** Subclasses call this once their parameters are known. */
    void open(final Traffic traffic, final int services) {
        bursts = new Bursts(traffic.services(services));
    }

    @TearDown
    public void close() {
        bursts.close();
    }
}
