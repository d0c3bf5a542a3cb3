package io.guideway.bench.hop;

import io.guideway.bench.GuidewayBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A message of 64 octets into a stream of Aeron IPC and out again, on one thread. Nanoseconds a message. */
@State(Scope.Thread)
public class AeronHopBenchmark extends GuidewayBenchmark {
    private AeronSite site;
    private Hop hop;

    @Setup
    public void setUp() {
        site = new AeronSite();
        hop = site.hop(1);
    }

    @Benchmark
    public long offerAndPoll() {
        hop.offer();
        return hop.take();
    }

    @TearDown
    public void close() {
        site.close();
    }
}
