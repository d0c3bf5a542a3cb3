package io.guideway.forwarder;

import io.guideway.forward.RoundTimes;
import io.guideway.forward.Worker;
import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import io.guideway.service.Generation;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.Counters;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.TierState;
import io.guideway.wire.WorkerCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts counters into the shape that travels. The arrays serve again as long as their lengths fit, so that every second there
 * is one small object a worker to make, however many services there are. One thread.
 */
final class CounterMessage {
    private static final int COLUMNS = 2;

    private final long[] verdicts = new long[Verdict.count()];
    private final List<WorkerCounts> workers = new ArrayList<>();
    private final List<Times> times = new ArrayList<>();
    private long[] services = {};
    private long[] backends = {};
    private Generation generation;
    private FlowCounts flows = FlowCounts.NONE;
    private Optional<TierState> tier = Optional.empty();

    /** Where a worker's times are read to. */
    private record Times(TimeCounts bursts, TimeCounts gaps) {}

    /** Begins a message, in which nothing has been counted; the one before is good no more. */
    void begin(final Generation now) {
        generation = now;
        services = fitting(services, now.backends().services());
        backends = fitting(backends, now.backends().count());
        Arrays.fill(verdicts, 0);
        workers.clear();
    }

    private static long[] fitting(final long[] old, final int rows) {
        if (old.length != COLUMNS * rows) {
            return new long[COLUMNS * rows];
        }
        Arrays.fill(old, 0);
        return old;
    }

    /** Adds what the next worker has counted, by the generation that the message began with. */
    void add(final int cpu, final Worker worker, final WorkerCounters counters) {
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] += counters.packets(Verdict.of(i));
        }
        addServices(counters);
        addBackends(counters);
        if (times.size() == workers.size()) {
            times.add(new Times(new TimeCounts(), new TimeCounts()));
        }
        workers.add(counts(cpu, worker.times(), counters.received(), times.get(workers.size())));
    }

    private void addServices(final WorkerCounters counters) {
        for (int i = 0; i < services.length; i += COLUMNS) {
            services[i] += counters.servicePackets(i / COLUMNS);
            services[i + 1] += counters.serviceOctets(i / COLUMNS);
        }
    }

    private void addBackends(final WorkerCounters counters) {
        for (int i = 0; i < backends.length; i += COLUMNS) {
            backends[i] += counters.backendPackets(i / COLUMNS);
            backends[i + 1] += counters.backendOctets(i / COLUMNS);
        }
    }

    private static WorkerCounts counts(final int cpu, final RoundTimes from, final long received, final Times into) {
        from.readBursts(into.bursts());
        from.readGaps(into.gaps());
        final long stalls = into.gaps().countFrom(RoundTimes.STALL_NS);
        return new WorkerCounts(cpu, received, from.bursts(), stalls, into.bursts(), into.gaps());
    }

    private long received() {
        long sum = 0;
        for (final long packets : verdicts) {
            sum += packets;
        }
        return sum;
    }

    /** The message; good until the next begins. */
    Counters message() {
        return new Counters(generation.number(), received(), verdicts, services, backends, workers, flows, tier);
    }

    /** How the node stands with others, from now on. */
    void tier(final Optional<TierState> state) {
        tier = state;
    }

    /** What became of flows; since the message began. */
    void flows(final FlowCounts counts) {
        flows = counts;
    }
}
