package io.guideway.controller;

import io.guideway.controller.operate.Percentiles;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.Counters;
import io.guideway.wire.WorkerCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What workers have counted, put so that operators can read it. */
public final class WorkerStatuses {
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final double P9999 = 99.99;

    private WorkerStatuses() {}

    /**
     * The workers, with the times between two messages of one forwarder.
     *
     * @param before the message before, a second older; without one no times are told
     */
    public static List<WorkerStatus> of(final Counters now, final Optional<Counters> before) {
        final List<WorkerStatus> statuses = new ArrayList<>();
        for (int i = 0; i < now.workers().size(); i++) {
            final int worker = i;
            final Optional<WorkerCounts> was = before.map(Counters::workers)
                    .filter(workers -> worker < workers.size())
                    .map(workers -> workers.get(worker));
            statuses.add(status(worker, now.workers().get(worker), was));
        }
        return List.copyOf(statuses);
    }

    private static WorkerStatus status(final int worker, final WorkerCounts now, final Optional<WorkerCounts> before) {
        return new WorkerStatus(
                worker,
                now.cpu(),
                now.received(),
                now.bursts(),
                percentiles(now.burstTimes(), before.map(WorkerCounts::burstTimes)),
                percentiles(now.gapTimes(), before.map(WorkerCounts::gapTimes)),
                now.stalls());
    }

    private static Percentiles percentiles(final TimeCounts now, final Optional<TimeCounts> before) {
        return before.map(now::since)
                .filter(times -> times.getTotalCount() > 0)
                .map(WorkerStatuses::percentiles)
                .orElse(Percentiles.NONE);
    }

    private static Percentiles percentiles(final Histogram times) {
        return new Percentiles(
                times.getTotalCount(),
                times.getValueAtPercentile(MEDIAN),
                times.getValueAtPercentile(P99),
                times.getValueAtPercentile(P9999),
                times.getMaxValue());
    }
}
