package io.guideway.forwarder;

import io.guideway.bench.change.ChangingSite;
import io.guideway.flow.FlowHash;
import io.guideway.forwarder.ChurnWorker.Members;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/** Generations of a changing site, and workers that go by them under full load. One thread, beside the workers' own. */
public final class ChurnRig implements AutoCloseable {
    private static final int FLOWS = 4096;
    private static final int MTU = 1500;
    private static final long STATION = 0x0200_0000_0002L;
    private static final long NEXT_HOP = 0x0200_0000_0b00L;
    private static final IpAddress NODE = IpAddress.parse("10.0.0.2");

    private static final int RECORDS = 1 << 20;
    private static final int IDLE_SECONDS = 600;

    private final ChangingSite site;
    private final Map<Long, Members> members = new ConcurrentHashMap<>();
    private final FlowStore flows;
    private final Generations generations;
    private final List<ChurnWorker> workers = new ArrayList<>();
    private int changes;

    /** What has happened to all packets so far. */
    public record Sums(long offered, long received, long forwarded, long checked) {}

    /** Starts so many workers. */
    public ChurnRig(final ChangingSite site, final int count) {
        this.site = site;
        final List<Service> services = site.after(0);
        members.put(1L, new Site(1, services));
        flows = new FlowStore(count, RECORDS, IDLE_SECONDS, new long[] {3, 4});
        generations = new Generations(1, services, ChurnRig::route, System::nanoTime);
        final List<byte[]> frames = site.frames(FLOWS);
        for (int i = 0; i < count; i++) {
            final ChurnWorker worker = new ChurnWorker(
                    i, count, new FlowHash(1, 2), flows.of(i), generations.view(), frames, members::get);
            workers.add(worker);
            generations.join(i, worker.worker(), worker::isAlive);
        }
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, MTU, STATION, NEXT_HOP, NODE);
    }

    /** The backends of each VIP in one generation. */
    private record Site(long generation, Int2ObjectHashMap<IntHashSet> backends) implements Members {
        Site(final long generation, final List<Service> services) {
            this(generation, new Int2ObjectHashMap<>());
            for (final Service service : services) {
                final IntHashSet some = new IntHashSet();
                service.backends().stream()
                        .filter(backend -> backend.weight() > 0)
                        .forEach(backend -> some.add(backend.address().ipv4Bits()));
                backends.put(service.vip().ipv4Bits(), some);
            }
        }

        @Override
        public boolean allow(final int vip, final int backend) {
            final IntHashSet some = backends.get(vip);
            return some != null && some.contains(backend);
        }
    }

    /**
     * Makes the next change; returns when every worker goes by it.
     *
     * @throws IllegalStateException if a packet went to a backend that is not in its worker's generation
     */
    public void change() {
        changes++;
        final long number = changes + 1L;
        final List<Service> services = site.after(changes);
        members.put(number, new Site(number, services));
        generations.adopt(number, services);
        members.remove(number - 1);
        workers.forEach(ChurnWorker::requireNoFault);
    }

    /** Changes so far. */
    public int changes() {
        return changes;
    }

    /** Packets given to all workers so far. */
    public long offered() {
        return workers.stream().mapToLong(ChurnWorker::offered).sum();
    }

    /**
     * Ends the workers and adds up.
     *
     * @throws IllegalStateException if a packet went wrong
     */
    public Sums end() {
        workers.forEach(ChurnWorker::stop);
        workers.forEach(ChurnWorker::requireNoFault);
        final VerdictCounts verdicts =
                generations.report(new DeviceCounts(List.of(), 0, 0)).verdicts();
        return new Sums(
                offered(),
                verdicts.received(),
                verdicts.of(Verdict.FORWARDED),
                workers.stream().mapToLong(ChurnWorker::checked).sum());
    }

    /** Ends the workers if they run. */
    @Override
    public void close() {
        workers.forEach(ChurnWorker::stop);
        workers.forEach(ChurnWorker::close);
        generations.close();
        flows.close();
    }
}
