package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Worker;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A node of one worker between rings in memory, with one service, some of whose backends begin to drain. Time is the caller's,
 * but for how long the worker takes. One thread.
 */
public final class FloodNode implements AutoCloseable {
    /** Packets that the worker is given at once. */
    public static final int BURST = 32;

    /** Seconds that what was before a change counts. */
    public static final int DRAIN = 60;

    /** Of these backends a quarter is drained by the change. */
    public static final int BACKENDS = 20;

    /** Where packets go to: a network that is kept for benchmarks (RFC 2544, appendix C). */
    public static final IpAddress VIP = IpAddress.parse("198.18.0.1");

    public static final int PORT = 443;

    private static final int DRAINED = BACKENDS / 4;
    private static final int FIRST_BACKEND = 0x0A80_0001;
    private static final int TABLE_SIZE = 65_537;
    private static final int IDLE_SECONDS = 600;
    private static final int MTU = 1500;
    private static final long STATION = 0x0200_0000_0002L;
    private static final long NEXT_HOP = 0x0200_0000_0b00L;
    private static final IpAddress NODE = IpAddress.parse("10.0.0.2");
    private static final int FRAME_ROOM = 256;
    private static final long LONGEST_BURST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    /** In a frame that leaves by {@code ipip} over IPv4: the outer destination and the inner source address. */
    private static final int BACKEND = 30;

    private static final int SOURCE = 46;

    private final FlowTracking.Scope scope;
    private final Sink sink;
    private final FlowStore flows;
    private final Generations generations;
    private final MemoryMbufPool pool = new MemoryMbufPool(2 * BURST, FRAME_ROOM);
    private final MemoryRing in = new MemoryRing(2 * BURST);
    private final MemoryRing out = new MemoryRing(2 * BURST);
    private final NativeBlock pointers = new NativeBlock(8L * BURST);
    private final Worker worker;
    private final Histogram bursts = new Histogram(LONGEST_BURST_NS, DIGITS);
    private int waiting;
    private long nowNs;

    /** Is told of each packet that left. */
    @FunctionalInterface
    public interface Sink {
        /** Addresses as the 32 bits of an IPv4 address. */
        void accept(int source, int backend);
    }

    /** @param records places of the record table */
    public FloodNode(final FlowTracking.Scope scope, final int records, final Sink sink) {
        this.scope = scope;
        this.sink = sink;
        flows = new FlowStore(1, records, IDLE_SECONDS, new long[] {3, 4});
        generations = new Generations(1, List.of(service(0)), FloodNode::route, () -> nowNs);
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        BURST,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Worker.Inlet.ANY_STATION)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                new FlowHash(1, 2),
                Optional.of(flows.of(0)),
                generations.view());
        generations.join(0, worker, () -> false); // it adopts with the next burst
    }

    private Service service(final int drained) {
        final List<Backend> backends = IntStream.range(0, BACKENDS)
                .mapToObj(i -> new Backend(IpAddress.ipv4(FIRST_BACKEND + i), i < drained ? 0 : 1, true))
                .toList();
        return new Service(
                "web",
                VIP,
                Protocol.TCP,
                PORT,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                TABLE_SIZE,
                List.of(),
                backends,
                new FlowTracking(scope, DRAIN, false),
                Handling.DEFAULT);
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, MTU, STATION, NEXT_HOP, NODE);
    }

    /** A quarter of the backends begins to drain. */
    public void change() {
        flush();
        generations.adopt(2, List.of(service(DRAINED)));
    }

    /** Time goes on. */
    public void pass(final long nanoseconds) {
        nowNs += nanoseconds;
        final int before = flows.now();
        flows.tick(nowNs);
        if (flows.now() != before) {
            generations.retire(flows);
        }
    }

    /** Gives the worker a copy of a frame, sooner or later: when a burst is full. */
    public void give(final byte[] frame) {
        Mem.i64(pointers.address() + 8L * waiting, pool.packet(frame));
        waiting++;
        if (waiting == BURST) {
            run();
        }
    }

    /** What waits for its burst to be full waits no longer. */
    public void flush() {
        if (waiting > 0) {
            run();
        }
    }

    private void run() {
        in.put(pointers.address(), waiting);
        final long start = System.nanoTime();
        worker.runOnce();
        final long nanoseconds = System.nanoTime() - start;
        if (waiting == BURST) {
            bursts.recordValue(Math.clamp(nanoseconds, 0, LONGEST_BURST_NS));
        }
        waiting = 0;
        deliver();
    }

    private void deliver() {
        final int sent = out.take(pointers.address(), BURST);
        for (int i = 0; i < sent; i++) {
            final long frame = Mbuf.data(Mem.i64(pointers.address() + 8L * i));
            sink.accept(Mem.i32be(frame + SOURCE), Mem.i32be(frame + BACKEND));
        }
        pool.free(pointers.address(), sent);
    }

    /** Takes the times of the full bursts since the last call. */
    public void takeTimes(final Histogram into) {
        into.add(bursts);
        bursts.reset();
    }

    /** What the record table has counted. */
    public long records(final RecordCounter counter) {
        return table().get(counter);
    }

    /** Places of the record table. */
    public int places() {
        return table().capacity();
    }

    private RecordTable table() {
        return flows.of(0).own();
    }

    @Override
    public void close() {
        worker.close();
        generations.close();
        flows.close();
        pool.close();
        pointers.close();
    }
}
