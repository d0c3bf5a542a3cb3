package io.guideway.forward;

import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.TxQueue;
import java.util.Optional;
import org.agrona.concurrent.SystemEpochClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Sorting a burst by port and handing it over, to one queue that takes all and does nothing with it. */
public class TransmitBenchmark extends StageBenchmark {
    private static final TxQueue TAKES_ALL = (mbufs, count) -> count;

    private final MemoryMbufPool noDrops = new MemoryMbufPool(1, 0);
    private final Transmitter transmitter = new Transmitter(
            new TxQueue[] {TAKES_ALL},
            noDrops,
            new KeptDrops(SystemEpochClock.INSTANCE),
            new Reception(Optional.empty()));

    @Setup
    public void setUp() {
        open(Traffic.MIXED, 1);
    }

    @Benchmark
    public Batch transmit() {
        final Batch batch = bursts.next();
        transmitter.send(batch, BURST, bursts.services, OwnAddresses.NONE, false);
        return batch;
    }

    @Override
    @TearDown
    public void close() {
        super.close();
        transmitter.close();
        noDrops.close();
    }
}
