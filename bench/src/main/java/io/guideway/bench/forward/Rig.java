package io.guideway.bench.forward;

import io.guideway.flow.FlowHash;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.TableAddresses;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import io.guideway.ring.Port;
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
    static final long K0 = 0x0706_0504_0302_0100L;

    static final long K1 = 0x0f0e_0d0c_0b0a_0908L;

    private final NullDevice device;
    private final ServiceTable tables;
    private final Worker worker;
    private final Reference reference;
    private final TimedLoop loop;

    /** @throws io.guideway.ring.DpdkException if DPDK cannot be started */
    public Rig(final Scenario scenario) {
        device = new NullDevice(new PacketSource(scenario), scenario.frame());
        tables = scenario.picture(1, scenario.site());
        final Port port = device.port();
        final RxQueue rx = port.rxQueue(0);
        final TxQueue tx = port.txQueue(0);
        final Worker.Inlet inlet = new Worker.Inlet(rx, Scenario.STATION);
        final Worker.Plan plan = new Worker.Plan(0, 1, scenario.burst(), List.of(inlet), List.of(tx), device.pool());
        worker = new Worker(plan, new FlowHash(K0, K1), new View(tables));
        reference = new Reference(
                new Reference.Plan(K0, K1, Scenario.STATION, scenario.burst(), port, List.of(port)),
                TableAddresses.of(tables));
        loop = new TimedLoop(worker, rx, tx, device.pool(), scenario.burst());
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
        return device.checked(
                "Java", rate, received - before, received, worker.counters().packets(Verdict.FORWARDED));
    }

    /** C forwards for about so long. */
    Rate c(final int milliseconds) {
        return c(same -> same.run(milliseconds));
    }

    /** C forwards in the caller's way; on the worker's thread. */
    public Rate c(final Function<Reference, Rate> run) {
        final long before = reference.received();
        final Rate rate = run.apply(reference);
        final long received = reference.received();
        return device.checked("C", rate, received - before, received, reference.packets(Verdict.FORWARDED));
    }

    /** Java receives and sends, with no work between. */
    Rate javaSource(final int milliseconds) {
        return device.checked(loop.turnAround(milliseconds));
    }

    /** C receives and sends, with no work between. */
    Rate cSource(final int milliseconds) {
        return device.checked(reference.runSource(milliseconds));
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
        return device.memory();
    }

    @Override
    public void close() {
        worker.close();
        reference.close();
        device.close();
        tables.close();
        loop.close();
    }
}
