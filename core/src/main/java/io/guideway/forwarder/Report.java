package io.guideway.forwarder;

import io.guideway.forward.WorkerCounters;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What has become of the packets, summed over the workers.
 *
 * @param generation number of the generation that they were forwarded by
 * @param verdicts of all packets that were received
 * @param services in the generation's order
 * @param workers in their order
 * @param devices what ports and pool say
 */
public record Report(
        long generation,
        VerdictCounts verdicts,
        List<ServiceCount> services,
        List<WorkerCount> workers,
        DeviceCounts devices) {

    /** Packets classified to a service, and sent to each of its backends. Octets are those of the frames as received. */
    public record ServiceCount(Service service, long packets, long octets, List<BackendCount> backends) {}

    /** Packets sent to a backend. */
    public record BackendCount(Backend backend, long packets, long octets) {}

    /** What became of the packets that one worker received. */
    public record WorkerCount(int cpu, VerdictCounts verdicts) {}

    /** What one worker has counted, and where it ran. */
    public record WorkerSource(int cpu, WorkerCounters counters) {}

    /** Sums up the counters as they stand. Any thread; exact once the workers have stopped. */
    static Report of(final Generation generation, final List<WorkerSource> workers, final DeviceCounts devices) {
        final List<WorkerCounters> counters =
                workers.stream().map(WorkerSource::counters).toList();
        return new Report(
                generation.number(),
                VerdictCounts.of(verdict -> sum(counters, c -> c.packets(verdict))),
                services(generation, counters),
                workers.stream()
                        .map(w -> new WorkerCount(w.cpu(), VerdictCounts.of(w.counters()::packets)))
                        .toList(),
                devices);
    }

    private static List<ServiceCount> services(final Generation generation, final List<WorkerCounters> counters) {
        final List<ServiceCount> counts = new ArrayList<>();
        for (int i = 0; i < generation.services().size(); i++) {
            final int index = i;
            final Service service = generation.services().get(i);
            counts.add(new ServiceCount(
                    service,
                    sum(counters, c -> c.servicePackets(index)),
                    sum(counters, c -> c.serviceOctets(index)),
                    backends(service, generation.backends().first(i), counters)));
        }
        return List.copyOf(counts);
    }

    private static List<BackendCount> backends(
            final Service service, final int first, final List<WorkerCounters> counters) {
        final List<BackendCount> counts = new ArrayList<>();
        for (int i = 0; i < service.backends().size(); i++) {
            final int index = first + i;
            counts.add(new BackendCount(
                    service.backends().get(i),
                    sum(counters, c -> c.backendPackets(index)),
                    sum(counters, c -> c.backendOctets(index))));
        }
        return List.copyOf(counts);
    }

    private static long sum(final List<WorkerCounters> counters, final ToLongFunction<WorkerCounters> counter) {
        return counters.stream().mapToLong(counter).sum();
    }
}
