package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.Batch;
import io.guideway.forward.Rig;
import io.guideway.forward.SampleFrames;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.Sites;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.packet.PcapFile;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import io.guideway.ring.RxQueue;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker on DPDK's own mbufs, every access to them checked: a capture with frames of every kind comes in by net_pcap, and
 * leaves by a net_ring that nobody empties, so that packets are sent, dropped, and given back because the queue is full.
 * DPDK starts once in a process, so this is one test.
 */
class PacketIoIT {
    private static final int ROUNDS = 20;
    private static final List<String> EAL =
            List.of("--no-huge", "--no-pci", "--log-level=lib.*:error", "--vdev=net_ring0");

    @TempDir
    private Path directory;

    private int frames;

    @Test
    void everyMbufIsBackInThePoolWhenTrafficStops() throws IOException {
        final Path capture = directory.resolve("in.pcap");
        write(capture);
        final List<String> eal = new ArrayList<>(EAL);
        eal.add("--vdev=net_pcap0,rx_pcap=" + capture);
        try (PacketIo io = new PacketIo(eal, List.of(plan(0), plan(1)), 1);
                NativeBlock pointers = new NativeBlock(8L * Batch.CAPACITY);
                ServiceTable services = table();
                Worker worker = worker(io, services)) {
            final int before = io.pool().inUse();
            for (int received = worker.runOnce(); received > 0; received = worker.runOnce()) {
                assertTrue(received <= Batch.CAPACITY);
            }
            assertEquals(frames, worker.counters().received());
            final long sent = worker.counters().packets(Verdict.FORWARDED);
            assertTrue(sent > 0 && worker.counters().packets(Verdict.TX_FULL) > 0);
            assertEquals(before + sent, io.pool().inUse());
            assertEquals(sent, drain(ring(io).rxQueue(0), io, pointers));
            assertEquals(before, io.pool().inUse());
        }
    }

    /** Which device gets which number is DPDK's choice. */
    private static Port ring(final PacketIo io) {
        return io.ports().stream()
                .filter(port -> port.capabilities().driver().equals("net_ring"))
                .findFirst()
                .orElseThrow();
    }

    private static long drain(final RxQueue queue, final PacketIo io, final NativeBlock pointers) {
        long drained = 0;
        for (int n = queue.poll(pointers.address(), Batch.CAPACITY);
                n > 0;
                n = queue.poll(pointers.address(), Batch.CAPACITY)) {
            io.pool().free(pointers.address(), n);
            drained += n;
        }
        return drained;
    }

    private static Worker worker(final PacketIo io, final ServiceTable services) {
        final Port ring = ring(io);
        final Port capture =
                io.ports().stream().filter(port -> port != ring).findFirst().orElseThrow();
        return new Worker(
                new Worker.Plan(
                        0,
                        1,
                        Batch.CAPACITY,
                        List.of(new Worker.Inlet(capture.rxQueue(0), Rig.STATION)),
                        List.of(capture.txQueue(0), ring.txQueue(0)),
                        io.pool()),
                Rig.HASH,
                new View(services));
    }

    private static ServiceTable table() {
        return new ServiceTable(
                Generation.alone(1, SampleFrames.SERVICES), new BackendTable(SampleFrames.SERVICES, PacketIoIT::route));
    }

    private static Route route(final Service service, final Backend backend) {
        final Route route = Sites.route(service, backend);
        return new Route(1, route.mtu(), route.stationMac(), route.nextHopMac(), route.outerSource());
    }

    private static PortPlan plan(final int id) {
        return new PortPlan(id, OptionalLong.empty(), true, Sites.MTU, Map.of());
    }

    private void write(final Path file) throws IOException {
        try (PcapFile capture = PcapFile.create(file)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (final byte[] sample : SampleFrames.all()) {
                    for (int length = 1; length <= sample.length; length++) {
                        capture.write(Arrays.copyOf(sample, length));
                        frames++;
                    }
                    for (int i = 0; i < Batch.CAPACITY; i++) {
                        capture.write(sample);
                        frames++;
                    }
                }
            }
        }
    }
}
