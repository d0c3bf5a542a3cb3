package io.guideway.forwarder;

import io.guideway.forward.Batch;
import io.guideway.forward.OwnAddresses;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.Port;
import io.guideway.ring.PortStatistics;
import io.guideway.service.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sends a capture through the real pipeline: one worker, DPDK's pcap device on both ends, every packet once, in order. All
 * ports' packets go to the one output file, in the order in which they would have left.
 */
public final class Replay {
    private static final List<String> EAL =
            List.of("--no-huge", "--no-pci", "--no-telemetry", "--log-level=lib.*:error");

    /** As if a million packets came in a second. */
    private static final long PACKET_NS = 1000;

    private final NodePlan plan;
    private final int arrival;
    private final BurstListener listener;
    private long packets;

    /** Told after every burst, while the columns still hold it. */
    @FunctionalInterface
    public interface BurstListener {
        /** @param received packets of the burst, the first columns of {@code batch}; they may be {@linkplain Batch#isReleased old ones} */
        void onBurst(Batch batch, int received) throws IOException;
    }

    /**
     * @param plan of the node; its EAL arguments and workers play no part
     * @param arrival id of the port that the packets arrive on
     * @param listener told of every burst
     * @throws StartException if the plan has no such port
     */
    public Replay(final NodePlan plan, final int arrival, final BurstListener listener) {
        this.plan = plan;
        this.listener = listener;
        this.arrival = plan.ports().stream().map(PortPlan::id).toList().indexOf(arrival);
        if (this.arrival < 0) {
            throw new StartException("the configuration has no port %d; name one of %s"
                    .formatted(arrival, plan.ports().stream().map(PortPlan::id).toList()));
        }
    }

    /**
     * Replays {@code in} to {@code out}, which is replaced once everything has been written and is untouched otherwise.
     *
     * @return what became of the packets
     * @throws IOException if the capture cannot be read to its end, or the output not be written
     * @throws io.guideway.ring.DpdkException if DPDK cannot be started
     */
    public Report run(final Path in, final Path out) throws IOException {
        CaptureHeader.check(in);
        try (UnfinishedFile sent = new UnfinishedFile(out);
                CaptureFiles files = new CaptureFiles(in, sent.path())) {
            final Report report = forward(files);
            final PortStatistics device = report.devices().ports().getFirst().statistics();
            checkRead(in, device, report.verdicts().received());
            checkWritten(sent.path(), device);
            sent.keep();
            return report;
        }
    }

    private Report forward(final CaptureFiles files) throws IOException {
        final List<String> eal = new ArrayList<>(EAL);
        eal.add(files.device());
        final PortPlan device = new PortPlan(
                0, OptionalLong.empty(), true, plan.ports().get(arrival).mtu(), Map.of());
        try (PacketIo io = new PacketIo(eal, List.of(device), 1);
                ServiceTable services = services(io.ports().getFirst().mac());
                View view = new View(services);
                Worker worker = worker(io, view)) {
            for (int received = worker.runOnce(); received > 0; received = worker.runOnce()) {
                packets += received;
                listener.onBurst(worker.batch(), received);
            }
            for (int left = worker.finish(); left > 0; left = worker.finish()) {
                listener.onBurst(worker.batch(), left);
            }
            final Report.WorkerSource source = new Report.WorkerSource(0, worker.counters());
            return Report.of(services.generation(), List.of(source), io.counts());
        }
    }

    private ServiceTable services(final long deviceMac) {
        final List<RoutePlanner.Outlet> outlets = plan.ports().stream()
                .map(port -> new RoutePlanner.Outlet(0, port.mac().orElse(deviceMac)))
                .toList();
        final RoutePlanner routes = new RoutePlanner(plan.links(), plan.ports(), outlets);
        return new ServiceTable(Generation.alone(1, plan.services()), new BackendTable(plan.services(), routes));
    }

    private Worker worker(final PacketIo io, final View view) {
        final Port port = io.ports().getFirst();
        final Worker.Inlet inlet = new Worker.Inlet(port.rxQueue(0), station(), own(port.mac()));
        final Worker.Plan work =
                new Worker.Plan(0, 1, plan.burst(), List.of(inlet), List.of(port.txQueue(0)), io.pool());
        return new Worker(work, plan.hash(), Optional.empty(), view, this::clock);
    }

    /** Nanoseconds, by the packets that have passed: what waits for others waits alike in every replay. */
    private long clock() {
        return packets * PACKET_NS;
    }

    /** Questions for our addresses are answered; nobody is asked, as a capture does not answer. */
    private OwnAddresses own(final long deviceMac) {
        final PortPlan port = plan.ports().get(arrival);
        return new OwnAddresses(arrival, 0, port.mac().orElse(deviceMac), port.addresses(), port.announced(), false);
    }

    /** A capture does not tell the address of the interface that it was taken on, so only a configured one is insisted on. */
    private long station() {
        final PortPlan port = plan.ports().get(arrival);
        return port.promiscuous() ? Worker.Inlet.ANY_STATION : port.mac().orElse(Worker.Inlet.ANY_STATION);
    }

    private static void checkRead(final Path in, final PortStatistics statistics, final long received)
            throws IOException {
        if (statistics.rxErrors() > 0 || statistics.rxNoMbuf() > 0) {
            throw new IOException("%s is damaged after packet %d; cut it there with editcap".formatted(in, received));
        }
    }

    /** The device counts what it hands to libpcap, which does not tell when a disk is full. */
    private static void checkWritten(final Path out, final PortStatistics statistics) throws IOException {
        final long expected =
                CaptureHeader.PCAP_HEADER + statistics.txPackets() * CaptureHeader.PCAP_RECORD + statistics.txBytes();
        final long written = Files.size(out);
        if (written != expected) {
            throw new IOException("only %d of %d octets could be written in %s; make room there"
                    .formatted(written, expected, out.getParent()));
        }
    }
}
