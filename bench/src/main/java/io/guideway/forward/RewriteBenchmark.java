package io.guideway.forward;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The headers that bring a packet to its backend, by mode and families. Afterwards every packet is restored to what it was,
 * 64 octets and three fields of the mbuf: what that costs alone, {@link RestoreBenchmark} tells, and is to be taken off.
 */
public class RewriteBenchmark extends StageBenchmark {
    private final Encapsulator encapsulator = new Encapsulator(0, 1);

    @Param
    Traffic traffic;

    @Setup
    public void setUp() {
        open(traffic, 1);
    }

    @Benchmark
    public Batch rewrite() {
        final Batch batch = bursts.next();
        encapsulator.write(batch, BURST, bursts.services);
        bursts.restore(batch);
        return batch;
    }
}
