package io.guideway.forwarder;

import io.guideway.forward.ServiceTable;
import io.guideway.forward.Worker;
import io.guideway.packet.MacAddress;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.OtherThreads;
import io.guideway.ring.Port;
import io.guideway.ring.TxQueue;
import io.guideway.service.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The packet process at work: every worker has one receive and one transmit queue of every port. Started and closed by one
 * thread; the report may be asked for by any.
 */
public final class Forwarder implements AutoCloseable {
    private final Resources open = new Resources();
    private final NodePlan plan;
    private final Consumer<Throwable> onFailure;
    private final List<PinnedWorker> threads = new ArrayList<>();
    private final List<Report.WorkerSource> sources = new ArrayList<>();
    private PacketIo io;
    private ServiceTable services;

    /**
     * Sets everything up and forwards.
     *
     * @param onFailure told if a worker ends by an exception, which would be a fault of ours; the others go on
     * @throws io.guideway.ring.DpdkException if DPDK, a port or a worker cannot be started; nothing is left behind
     * @throws StartException if the plan does not fit the devices; nothing is left behind
     */
    public Forwarder(final NodePlan plan, final Consumer<Throwable> onFailure) {
        this.plan = plan;
        this.onFailure = onFailure;
        try {
            start();
        } catch (final RuntimeException failure) {
            stop();
            open.closeAfter(failure);
            throw failure;
        }
    }

    private void start() {
        OtherThreads.keepOff(plan.workers());
        io = open.add(new PacketIo(plan.eal(), plan.ports(), plan.workers().size()));
        checkStations();
        services = open.add(new ServiceTable(new Generation(1, plan.services()), backends()));
        for (int i = 0; i < plan.workers().size(); i++) {
            startWorker(i);
        }
    }

    private void checkStations() {
        for (int i = 0; i < plan.ports().size(); i++) {
            final PortPlan port = plan.ports().get(i);
            final long mac = io.ports().get(i).mac();
            if (port.mac().orElse(mac) != mac) {
                throw new StartException(
                        "port %d has the address %s, the configuration says %s; correct or remove 'mac'"
                                .formatted(
                                        port.id(),
                                        MacAddress.text(mac),
                                        MacAddress.text(port.mac().getAsLong())));
            }
        }
    }

    private BackendTable backends() {
        final List<RoutePlanner.Outlet> outlets = IntStream.range(0, io.ports().size())
                .mapToObj(i -> new RoutePlanner.Outlet(i, io.ports().get(i).mac()))
                .toList();
        return new BackendTable(plan.services(), new RoutePlanner(plan.links(), plan.ports(), outlets));
    }

    private void startWorker(final int index) {
        final int cpu = plan.workers().get(index);
        final Worker worker = open.add(new Worker(work(index), plan.hash(), services));
        sources.add(new Report.WorkerSource(cpu, worker.counters()));
        final PinnedWorker thread = open.add(new PinnedWorker(worker, cpu, plan.busySpin(), onFailure));
        threads.add(thread);
        thread.start();
    }

    private Worker.Plan work(final int index) {
        final List<Worker.Inlet> inlets = new ArrayList<>();
        final List<TxQueue> outlets = new ArrayList<>();
        for (int i = 0; i < io.ports().size(); i++) {
            final Port port = io.ports().get(i);
            final boolean promiscuous = plan.ports().get(i).promiscuous();
            inlets.add(new Worker.Inlet(port.rxQueue(index), promiscuous ? Worker.Inlet.ANY_STATION : port.mac()));
            outlets.add(port.txQueue(index));
        }
        return new Worker.Plan(index, plan.workers().size(), plan.burst(), inlets, outlets, io.pool());
    }

    /** What has become of the packets so far. */
    public Report report() {
        return Report.of(services.generation(), sources, io.counts());
    }

    /** Stops the workers, so that the report stands still. */
    public void stop() {
        threads.forEach(PinnedWorker::close);
    }

    /** Stops the workers, then takes everything down. */
    @Override
    public void close() {
        stop();
        open.close();
    }
}
