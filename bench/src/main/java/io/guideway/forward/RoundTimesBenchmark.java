package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import org.agrona.concurrent.SystemNanoClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a worker's own timing costs a round: when it has no rest, as it comes to packets and none in turn, and the clock alone. */
@State(Scope.Thread)
public class RoundTimesBenchmark extends GuidewayBenchmark {
    private final RoundTimes times = new RoundTimes(SystemNanoClock.INSTANCE);
    private int received;

    @Benchmark
    public RoundTimes busy() {
        times.end(BURST);
        return times;
    }

    /** Every round is timed. */
    @Benchmark
    public RoundTimes inTurn() {
        received ^= BURST;
        times.end(received);
        return times;
    }

    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    @TearDown
    public void close() {
        times.close();
    }
}
