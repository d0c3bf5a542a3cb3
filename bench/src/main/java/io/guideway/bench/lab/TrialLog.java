package io.guideway.bench.lab;

import io.guideway.bench.lab.traffic.Trial;
import java.util.ArrayList;
import java.util.List;

/** Every trial that was run, and the sums over them. One thread. */
public final class TrialLog {
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    /**
     * One trial, without its histogram.
     *
     * @param size name of the frame size
     * @param purpose what it was run for
     * @param offered frames a second asked for; infinity: as fast as the generator can
     * @param spoilt whether the generator came too late or was held up, so that the trial says nothing about the device
     * @param p50Ns median latency
     */
    public record Entry(
            String size,
            String purpose,
            double offered,
            double seconds,
            long sent,
            long refused,
            long missed,
            boolean spoilt,
            long received,
            long lost,
            long duplicates,
            long reordered,
            long overtaken,
            long stale,
            long foreign,
            long longestPauseNs,
            long p50Ns,
            long p99Ns,
            long maxNs) {}

    private final List<Entry> entries = new ArrayList<>();
    private long taken;
    private long arrived;

    void add(final String size, final String purpose, final Trial trial, final boolean spoilt) {
        taken += trial.taken();
        arrived += trial.arrived();
        entries.add(new Entry(
                size,
                purpose,
                trial.offer().framesPerSecond(),
                trial.seconds(),
                trial.sent(),
                trial.refused(),
                trial.missed(),
                spoilt,
                trial.counts().received(),
                trial.lost(),
                trial.counts().duplicates(),
                trial.counts().reordered(),
                trial.counts().overtaken(),
                trial.counts().stale(),
                trial.counts().foreign(),
                trial.longestPauseNs(),
                trial.latency().getValueAtPercentile(MEDIAN),
                trial.latency().getValueAtPercentile(P99),
                trial.latency().getMaxValue()));
    }

    /** Frames that came when no trial waited for them any more. */
    void addArrived(final long frames) {
        arrived += frames;
    }

    /** In the order in which they were run. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Frames that went into the link to the device. */
    long taken() {
        return taken;
    }

    /** Frames that came out of the link from the device. */
    long arrived() {
        return arrived;
    }
}
