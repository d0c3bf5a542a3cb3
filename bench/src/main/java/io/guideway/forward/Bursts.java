package io.guideway.forward;

import static io.guideway.bench.GuidewayBenchmark.BURST;

import io.guideway.flow.FlowHash;
import io.guideway.packet.Verdict;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.service.Service;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bursts of packets, each of a flow of its own, that have been through the first stages: any stage may run over any burst
 * again. Headers and columns of all bursts together fit a second-level cache and no first one, so a stage finds its input
 * about where it would find that of a device.
 */
final class Bursts implements AutoCloseable {
    /** Packets, and flows. */
    static final int PACKETS = 4096;

    private static final int BURSTS = PACKETS / BURST;

    final ServiceTable services;
    final Selector selector = new Selector(new FlowHash(1, 2));

    private final MemoryMbufPool pool = new MemoryMbufPool(PACKETS, FlowSource.DATA_ROOM);
    private final FlowSource source;
    private final Batch[] batches =
            IntStream.range(0, BURSTS).mapToObj(i -> new Batch()).toArray(Batch[]::new);
    /** Of the last burst given; at first the one before the first. */
    private int burst = BURSTS - 1;

    Bursts(final List<Service> services) {
        this.services = Sites.table(services);
        source = new FlowSource(services, PACKETS);
        for (final Batch batch : batches) {
            prepare(batch);
        }
    }

    private void prepare(final Batch batch) {
        pool.allocate(batch.mbufs, BURST);
        restore(batch);
        Walks.parse(batch, BURST, Rig.STATION);
        Walks.classify(batch, BURST, services.vips());
        Walks.chooseSlots(batch, BURST, selector);
        Selector.loadBackends(batch, BURST);
        for (int i = 0; i < BURST; i++) {
            if (batch.verdict(i) != Batch.FORWARD) {
                throw new IllegalStateException("a packet met the verdict " + Verdict.of(batch.verdict(i)));
            }
        }
    }

    /** The next burst. */
    Batch next() {
        burst = burst + 1 & BURSTS - 1;
        return batches[burst];
    }

    /** Makes the packets of the burst that {@link #next} has given what they were: every burst in its turn, or none. */
    void restore(final Batch batch) {
        source.fill(batch.mbufs, BURST);
    }

    @Override
    public void close() {
        for (final Batch batch : batches) {
            batch.close();
        }
        pool.close();
        source.close();
        services.close();
    }
}
