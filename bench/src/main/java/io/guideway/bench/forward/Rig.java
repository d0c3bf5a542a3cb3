package io.guideway.bench.forward;

import io.guideway.flow.FlowHash;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.TableAddresses;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.HugePages;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import io.guideway.ring.RxQueue;
import io.guideway.ring.TxQueue;
import java.util.List;
import java.util.function.Function;

/**
 * DPDK with one port that receives a scenario's packets without end and sends into nothing, and over it two workers, in Java
 * and in C, with the same tables. The one thread that runs them, one at a time, is registered with DPDK. Every run is
 * checked: all packets were forwarded, and all mbufs came back.
 */
public final class Rig implements AutoCloseable {
    /** The tier's seed. */
    private static final long K0 = 0x0706_0504_0302_0100L;

    private static final long K1 = 0x0f0e_0d0c_0b0a_0908L;

    private static final int MBUFS = 4095;

    /** Least octets of data and tailroom in an mbuf. */
    private static final int LEAST_ROOM = 256;

    /** Octets in an mbuf beyond the frame, of which a port wants 22 beyond its MTU for the link header. */
    private static final int SPARE = 64;

    private static final int LINK_HEADERS = 22;

    /** Memory for DPDK: the mbufs with their headers, and its own structures. */
    private static final int MEGABYTES = 96;

    private final Eal eal;
    private final MbufPool pool;
    private final Port port;
    private final PacketSource source;
    private final ServiceTable tables;
    private final Worker worker;
    private final Reference reference;
    private final TimedLoop loop;
    private final boolean hugePages;

    /** @throws io.guideway.ring.DpdkException if DPDK cannot be started */
    public Rig(final Scenario scenario) {
        hugePages = HugePages.freeBytes() >= (long) MEGABYTES << 20;
        eal = Eal.start(arguments(scenario, hugePages));
        // No larger than need be: DPDK lets no mbuf cross an ordinary page, and where only one fits, all of them share
        // the same few sets of the first-level cache.
        final int dataRoom = Math.max(LEAST_ROOM, scenario.frame() + SPARE);
        pool = eal.createPool("bench", MBUFS, dataRoom);
        port = eal.openPort(
                eal.portIds().getFirst(), PortSettings.forWorkers(1).withMtu(dataRoom - LINK_HEADERS), pool);
        source = new PacketSource(scenario);
        source.attach(port);
        tables = scenario.picture(1, scenario.site());
        final RxQueue rx = port.rxQueue(0);
        final TxQueue tx = port.txQueue(0);
        final Worker.Inlet inlet = new Worker.Inlet(rx, Scenario.STATION);
        final Worker.Plan plan = new Worker.Plan(0, 1, scenario.burst(), List.of(inlet), List.of(tx), pool);
        worker = new Worker(plan, new FlowHash(K0, K1), new View(tables));
        reference = new Reference(
                new Reference.Plan(K0, K1, Scenario.STATION, scenario.burst(), port, List.of(port)),
                TableAddresses.of(tables));
        loop = new TimedLoop(worker, rx, tx, pool, scenario.burst());
    }

    private static List<String> arguments(final Scenario scenario, final boolean hugePages) {
        final List<String> plain = List.of(
                "--in-memory",
                "--no-pci",
                "--no-telemetry",
                "--log-level=lib.*:error",
                "--log-level=pmd.*:error",
                "--vdev=net_null0,size=" + scenario.frame());
        return hugePages ? plain : EalArguments.withoutHugePages(plain, MEGABYTES);
    }

    /** Java forwards for about so long. */
    Rate java(final int milliseconds) {
        return java(same -> loop.forward(milliseconds));
    }

    /** Java forwards in the caller's way; on the worker's thread. */
    public Rate java(final Function<Worker, Rate> run) {
        final long before = worker.counters().received();
        final Rate rate = run.apply(worker);
        final long received = worker.counters().received();
        check("Java", rate, received - before, received, worker.counters().packets(Verdict.FORWARDED));
        return rate;
    }

    /** C forwards for about so long. */
    Rate c(final int milliseconds) {
        return c(same -> same.run(milliseconds));
    }

    /** C forwards in the caller's way; on the worker's thread. */
    public Rate c(final Function<Reference, Rate> run) {
        final long before = reference.received();
        final Rate rate = run.apply(reference);
        check("C", rate, reference.received() - before, reference.received(), reference.packets(Verdict.FORWARDED));
        return rate;
    }

    /** Java receives and sends, with no work between. */
    Rate javaSource(final int milliseconds) {
        return checked(loop.turnAround(milliseconds));
    }

    /** C receives and sends, with no work between. */
    Rate cSource(final int milliseconds) {
        return checked(reference.runSource(milliseconds));
    }

    private void check(
            final String who, final Rate rate, final long counted, final long received, final long forwarded) {
        checked(rate);
        if (counted != rate.packets() || forwarded != received) {
            throw new IllegalStateException("%s took %d packets and counted %d; of all %d it forwarded %d"
                    .formatted(who, rate.packets(), counted, received, forwarded));
        }
    }

    private Rate checked(final Rate rate) {
        final int missing = pool.inUse();
        if (missing != 0 || rate.packets() == 0) {
            throw new IllegalStateException(
                    "after a run of %d packets %d mbufs are missing".formatted(rate.packets(), missing));
        }
        return rate;
    }

    /** What the worker in Java has counted; any thread may read it. */
    public WorkerCounters counters() {
        return worker.counters();
    }

    /** The worker in C; any thread may read its counters. */
    public Reference reference() {
        return reference;
    }

    /** What DPDK's memory is made of. */
    public String memory() {
        return hugePages ? "huge pages" : "ordinary pages";
    }

    @Override
    public void close() {
        worker.close();
        reference.close();
        eal.close();
        source.close();
        tables.close();
        loop.close();
    }
}
