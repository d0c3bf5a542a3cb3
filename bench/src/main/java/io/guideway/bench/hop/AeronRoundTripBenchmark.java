package io.guideway.bench.hop;

import io.guideway.bench.GuidewayBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * To another thread and back by two streams of Aeron IPC, both ends spinning: two hops. Nanoseconds a round trip. Says
 * something only where each of the two threads has a CPU.
 */
@State(Scope.Thread)
public class AeronRoundTripBenchmark extends GuidewayBenchmark {
    private AeronSite site;
    private Hop there;
    private Hop back;
    private Thread echo;

    @Setup
    public void setUp() {
        site = new AeronSite();
        there = site.hop(1);
        back = site.hop(2);
        echo = Thread.ofPlatform().name("echo").daemon().start(this::echo);
    }

    private void echo() {
        try {
            while (true) {
                there.take();
                back.offer();
            }
        } catch (final IllegalStateException interrupted) {
            return; // the way to end it
        }
    }

    @Benchmark
    public long roundTrip() {
        there.offer();
        return back.take();
    }

    @TearDown
    public void close() throws InterruptedException {
        echo.interrupt();
        echo.join();
        site.close();
    }
}
