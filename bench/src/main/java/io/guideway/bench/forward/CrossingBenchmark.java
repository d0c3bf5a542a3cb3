package io.guideway.bench.forward;

import io.guideway.bench.GuidewayBenchmark;
import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.HugePages;
import io.guideway.ring.MbufPool;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import io.guideway.ring.RxQueue;
import io.guideway.ring.TxQueue;
import io.guideway.ring.WorkerThread;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From Java to C and back: the worker's bursts through the shim, on {@code net_null} devices, and as yardsticks a function
 * that does nothing. Nanoseconds a call; of full bursts, a packet.
 */
@State(Scope.Thread)
public class CrossingBenchmark extends GuidewayBenchmark {
    private static final int MBUFS = 1023;
    private static final int DATA_ROOM = 256;
    private static final int LINK_HEADERS = 22;
    private static final int MEGABYTES = 64;

    private Eal eal;
    private RxQueue silent;
    private RxQueue rx;
    private TxQueue tx;
    private NativeBlock mbufs;
    private long value = SEED;

    /** Runs once in a fork, as EAL starts but once in a process, and on the thread that measures. */
    @Setup
    public void setUp() {
        final List<String> plain = List.of(
                "--in-memory", "--no-pci", "--no-telemetry", "--log-level=lib.*:error", "--log-level=pmd.*:error");
        final boolean hugePages = HugePages.freeBytes() >= (long) MEGABYTES << 20;
        eal = Eal.start(hugePages ? plain : EalArguments.withoutHugePages(plain, MEGABYTES));
        final MbufPool pool = eal.createPool("bench", MBUFS, DATA_ROOM);
        silent = open("net_null0,no-rx=1", pool).rxQueue(0);
        final Port port = open("net_null1,size=64", pool);
        rx = port.rxQueue(0);
        tx = port.txQueue(0);
        mbufs = new NativeBlock((long) Long.BYTES * BURST);
        WorkerThread.register();
    }

    private Port open(final String device, final MbufPool pool) {
        return eal.openPort(eal.attach(device), PortSettings.forWorkers(1).withMtu(DATA_ROOM - LINK_HEADERS), pool);
    }

    @Benchmark
    public long plainCall() {
        value = BenchLibrary.echo(value);
        return value;
    }

    @Benchmark
    public long criticalCall() {
        value = BenchLibrary.criticalEcho(value);
        return value;
    }

    /** A poll that finds nothing. */
    @Benchmark
    public int emptyPoll() {
        return silent.poll(mbufs.address(), BURST);
    }

    /** A poll that brings a full burst, and the offer that sends it: two calls, and the device's work. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public int fullPollAndOffer() {
        return tx.offer(mbufs.address(), rx.poll(mbufs.address(), BURST));
    }

    @TearDown
    public void close() {
        WorkerThread.unregister();
        mbufs.close();
        eal.close();
    }
}
