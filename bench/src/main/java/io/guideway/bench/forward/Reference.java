package io.guideway.bench.forward;

import io.guideway.forward.TableAddresses;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import io.guideway.service.BackendNumbers;
import java.util.List;

/**
 * The packet path in C over the tables of Java, as one worker: a {@code struct gwb_worker} and its counters. One thread at a
 * time runs it, registered with DPDK. The tables outlive it.
 */
public final class Reference implements AutoCloseable {
    /** Most transmit queues: GWB_MOST_OUTLETS. */
    private static final int MOST_OUTLETS = 8;

    private static final int PACKETS = 0;
    private static final int OCTETS = 8;
    private static final int COUNT = 16; // struct gwb_count

    // struct gwb_worker. First identification and the last one given out are 0 for the first worker.
    private static final int K0 = 0;
    private static final int K1 = 8;
    private static final int STATION = 16;
    private static final int VIP_ENTRIES = 24;
    private static final int VIP_ADDRESSES = 32;
    private static final int BACKENDS = 40;
    private static final int VERDICTS = 48;
    private static final int DROPPED = 56;
    private static final int BACKEND_COUNTS = 64;
    private static final int VIP_MASK = 72;
    private static final int IDENTIFICATION_STEP = 80;
    private static final int VIP_ADDRESS_MASK = 88;
    private static final int RX_PORT = 92;
    private static final int BURST = 96;
    private static final int OUTLETS = 98;
    private static final int TX_PORTS = 100;
    private static final int WORKER_SIZE = 136;

    // struct gwb_result
    private static final int RESULT_PACKETS = 0;
    private static final int RESULT_NANOSECONDS = 8;
    private static final int RESULT_SIZE = 16;

    private final NativeBlock worker = new NativeBlock(WORKER_SIZE);
    private final NativeBlock result = new NativeBlock(RESULT_SIZE);
    private final NativeBlock verdicts = new NativeBlock(8L * Verdict.count());
    private final BackendNumbers numbers;
    private final NativeBlock dropped;
    private final NativeBlock backends;

    /**
     * What a worker works on.
     *
     * @param k0 hash key: the seed's first eight octets, read little-endian
     * @param k1 its last eight
     * @param station Ethernet address that frames must be for, or {@link io.guideway.forward.Worker.Inlet#ANY_STATION}
     * @param burst most packets of one poll, 1 to 64
     * @param inlet its receive queue 0 is polled
     * @param outlets transmit queue 0 of each, by the port index that routes name; 1 to 8
     */
    public record Plan(long k0, long k1, long station, int burst, Port inlet, List<Port> outlets) {
        /** @throws IllegalArgumentException if there are too many outlets, or none */
        public Plan {
            if (outlets.isEmpty() || outlets.size() > MOST_OUTLETS) {
                throw new IllegalArgumentException("%d outlets; give 1 to %d".formatted(outlets.size(), MOST_OUTLETS));
            }
        }
    }

    /** The only worker of a node. */
    public Reference(final Plan plan, final TableAddresses tables) {
        numbers = tables.backends();
        dropped = new NativeBlock((long) COUNT * numbers.services());
        backends = new NativeBlock((long) COUNT * numbers.count());
        final long at = worker.address();
        Mem.i64(at + K0, plan.k0());
        Mem.i64(at + K1, plan.k1());
        Mem.i64(at + STATION, plan.station());
        Mem.i64(at + VIP_ENTRIES, tables.vips());
        Mem.i64(at + VIP_ADDRESSES, tables.addresses());
        Mem.i64(at + BACKENDS, tables.records());
        Mem.i64(at + VERDICTS, verdicts.address());
        Mem.i64(at + DROPPED, dropped.address());
        Mem.i64(at + BACKEND_COUNTS, backends.address());
        Mem.i32(at + VIP_MASK, tables.vipCapacity() - 1);
        Mem.i32(at + VIP_ADDRESS_MASK, tables.addressCapacity() - 1);
        Mem.i32(at + IDENTIFICATION_STEP, 1);
        Mem.u16(at + RX_PORT, plan.inlet().id());
        Mem.u16(at + BURST, plan.burst());
        Mem.u16(at + OUTLETS, plan.outlets().size());
        for (int i = 0; i < plan.outlets().size(); i++) {
            Mem.u16(at + TX_PORTS + 2L * i, plan.outlets().get(i).id());
        }
    }

    /** Takes one burst from the inlet to the outlets; returns packets received. */
    public int runOnce() {
        return BenchLibrary.pass(worker.address());
    }

    /** Forwards for about so long. */
    Rate run(final int milliseconds) {
        BenchLibrary.run(worker.address(), milliseconds, result.address());
        return rate();
    }

    /**
     * Forwards for about so long and counts the gaps between its polls.
     *
     * @param gaps native address of a {@code struct gwb_gaps}
     */
    public Rate run(final int milliseconds, final long gaps) {
        BenchLibrary.runGaps(worker.address(), milliseconds, gaps, result.address());
        return rate();
    }

    /** Receives and sends, with no work between, for about so long. */
    Rate runSource(final int milliseconds) {
        BenchLibrary.runSource(worker.address(), milliseconds, result.address());
        return rate();
    }

    private Rate rate() {
        return new Rate(Mem.i64(result.address() + RESULT_PACKETS), Mem.i64(result.address() + RESULT_NANOSECONDS));
    }

    /** Packets received: the sum of all verdicts. */
    public long received() {
        long sum = 0;
        for (int i = 0; i < Verdict.count(); i++) {
            sum += packets(Verdict.of(i));
        }
        return sum;
    }

    /** Packets that got this verdict. */
    public long packets(final Verdict verdict) {
        return Mem.i64(verdicts.address() + 8L * verdict.ordinal());
    }

    /** Packets classified to a service. */
    public long servicePackets(final int service) {
        return serviceSum(service, PACKETS);
    }

    /** Octets of the packets classified to a service. */
    public long serviceOctets(final int service) {
        return serviceSum(service, OCTETS);
    }

    private long serviceSum(final int service, final int column) {
        long sum = Mem.i64(dropped.address() + (long) COUNT * service + column);
        for (int backend = numbers.first(service); backend < numbers.end(service); backend++) {
            sum += Mem.i64(backends.address() + (long) COUNT * backend + column);
        }
        return sum;
    }

    /** Packets sent to a backend. */
    public long backendPackets(final int backend) {
        return Mem.i64(backends.address() + (long) COUNT * backend + PACKETS);
    }

    /** Octets of the packets sent to a backend. */
    public long backendOctets(final int backend) {
        return Mem.i64(backends.address() + (long) COUNT * backend + OCTETS);
    }

    @Override
    public void close() {
        worker.close();
        result.close();
        verdicts.close();
        dropped.close();
        backends.close();
    }
}
