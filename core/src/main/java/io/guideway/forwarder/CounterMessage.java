package io.guideway.forwarder;

import io.guideway.packet.Verdict;
import io.guideway.wire.Counters;
import java.util.List;

/** Puts a report into the shape that travels. The arrays serve again as long as their lengths fit. One thread. */
public final class CounterMessage {
    private static final int COLUMNS = 2;

    private final long[] verdicts = new long[Verdict.count()];
    private long[] services = {};
    private long[] backends = {};

    /** The message; good until the next. */
    public Counters of(final Report report) {
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = report.verdicts().of(Verdict.of(i));
        }
        services = fitting(services, report.services().size());
        backends = fitting(
                backends,
                report.services().stream().mapToInt(s -> s.backends().size()).sum());
        fill(report.services());
        return new Counters(report.generation(), report.verdicts().received(), verdicts, services, backends);
    }

    private static long[] fitting(final long[] old, final int rows) {
        return old.length == COLUMNS * rows ? old : new long[COLUMNS * rows];
    }

    private void fill(final List<Report.ServiceCount> counts) {
        int backend = 0;
        for (int i = 0; i < counts.size(); i++) {
            services[COLUMNS * i] = counts.get(i).packets();
            services[COLUMNS * i + 1] = counts.get(i).octets();
            for (final Report.BackendCount count : counts.get(i).backends()) {
                backends[backend++] = count.packets();
                backends[backend++] = count.octets();
            }
        }
    }
}
