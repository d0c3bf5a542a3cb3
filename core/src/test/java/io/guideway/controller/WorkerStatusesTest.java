package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.controller.operate.Percentiles;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.packet.Verdict;
import io.guideway.stats.TimeBuckets;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.Counters;
import io.guideway.wire.WorkerCounts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerStatusesTest {
    @Test
    void timesAreThoseSinceTheMessageBefore() {
        final Counters before = counters(worker(10, times(1000, 990), times(1000, 990, 5_000_000, 1)));
        final Counters now = counters(worker(20, times(1000, 1980), times(1000, 1980, 5_000_000, 1, 80_000, 10)));
        final WorkerStatus status = WorkerStatuses.of(now, Optional.of(before)).getFirst();
        assertEquals(0, status.worker());
        assertEquals(3, status.cpu());
        assertEquals(20, status.received());
        assertEquals(990, status.burst().count());
        assertEquals(1000, status.burst().maxNs(), 1000 / 128.0);
        assertEquals(1000, status.gap().count());
        assertEquals(1000, status.gap().p50Ns(), 1000 / 128.0);
        assertEquals(1000, status.gap().p99Ns(), 1000 / 128.0);
        assertEquals(80_000, status.gap().p9999Ns(), 80_000 / 128.0);
        assertEquals(80_000, status.gap().maxNs(), 80_000 / 128.0);
        assertEquals(1, status.stalls());
    }

    @Test
    void withoutAMessageBeforeNoTimesAreTold() {
        final Counters first = counters(worker(10, times(1000, 990), times(1000, 990)));
        final WorkerStatus status = WorkerStatuses.of(first, Optional.empty()).getFirst();
        assertEquals(Percentiles.NONE, status.burst());
        assertEquals(Percentiles.NONE, status.gap());
        assertEquals(10, status.received());
        assertEquals(
                Percentiles.NONE,
                WorkerStatuses.of(first, Optional.of(first)).getFirst().gap());
        assertEquals(
                Percentiles.NONE,
                WorkerStatuses.of(first, Optional.of(counters())).getFirst().gap());
    }

    private static Counters counters(final WorkerCounts... workers) {
        return new Counters(1, 0, new long[Verdict.count()], new long[0], new long[0], List.of(workers));
    }

    private static WorkerCounts worker(final long received, final TimeCounts bursts, final TimeCounts gaps) {
        return new WorkerCounts(3, received, 5, gaps.countFrom(1 << 20), bursts, gaps);
    }

    /** @param pairs a time in ns and how often it was; in any order */
    private static TimeCounts times(final long... pairs) {
        final long[] counts = new long[TimeBuckets.COUNT];
        for (int i = 0; i < pairs.length; i += 2) {
            counts[TimeBuckets.of(pairs[i])] += pairs[i + 1];
        }
        final TimeCounts times = new TimeCounts();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                times.append(i, counts[i]);
            }
        }
        return times;
    }
}
