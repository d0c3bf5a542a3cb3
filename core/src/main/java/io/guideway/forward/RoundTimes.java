package io.guideway.forward;

import io.guideway.stats.CounterTable;
import io.guideway.stats.TimeCounts;
import io.guideway.stats.TimeTable;
import org.agrona.concurrent.NanoClock;

/**
 * How long a worker's rounds take. A round polls every inlet once and forwards what came, and the next one follows at once, so
 * one look at the clock ends a round and begins the next: its time is the gap between two polls of a queue, and where it
 * brought packets the time of their burst as well. The worker writes, any thread reads.
 *
 * <p>A look at the clock costs as much as a packet. So in a long run of short rounds with packets, which is when time is
 * short, one round in 32 is timed, and stands for all since the last that was. The others are timed together, so that no gap
 * of {@link #STALL_NS} or more is missed. Every other round is timed by itself.
 */
public final class RoundTimes implements AutoCloseable {
    /** A gap so long, 1.05 ms, or longer is a stall. */
    public static final long STALL_NS = 1 << 20;

    private static final int STRIDE = 32;

    /** Rounds so long or longer are all timed: beside them the clock costs little, and together they might look like a stall. */
    private static final long SHORT_NS = STALL_NS / (2 * STRIDE);

    private final NanoClock clock;
    private final TimeTable bursts = new TimeTable();
    private final TimeTable gaps = new TimeTable();
    private final CounterTable burstCount = new CounterTable(1, 1);

    private long lastNs;
    private boolean isShort;

    /** Rounds since the clock was read. */
    private int rounds;

    /** Rounds with packets since the last without. */
    private long streak;

    // Rounds, and those with packets, that no time stands for yet.
    private long untimedGaps;
    private long untimedBursts;

    RoundTimes(final NanoClock clock) {
        this.clock = clock;
        begin();
    }

    /** The first round begins, after a time that is no gap; the worker only. */
    void begin() {
        lastNs = clock.nanoTime();
        isShort = false;
    }

    /** Hot path, the worker only. A round has ended, and the next begins. */
    void end(final int received) {
        rounds++;
        untimedGaps++;
        if (received == 0) {
            streak = 0;
        } else {
            burstCount.add(0, 0, 1);
            untimedBursts++;
            streak++;
            if (isShort && streak > STRIDE && streak % STRIDE > 1) {
                return;
            }
        }
        time(received > 0);
    }

    private void time(final boolean hasBurst) {
        final long nowNs = clock.nanoTime();
        final long tookNs = nowNs - lastNs;
        final boolean isStall = tookNs >= STALL_NS;
        if (isStall || rounds == 1) {
            untimedGaps -= count(gaps, tookNs, isStall ? 1 : untimedGaps);
        }
        if (hasBurst && rounds == 1) {
            untimedBursts -= count(bursts, tookNs, isStall ? 1 : untimedBursts);
        }
        isShort = tookNs < rounds * SHORT_NS;
        rounds = 0;
        lastNs = nowNs;
    }

    /** A stall is one of its kind; any other time stands for those that were not taken. */
    private static long count(final TimeTable table, final long tookNs, final long times) {
        table.add(tookNs, times);
        return times;
    }

    /** Rounds that brought packets; any thread. */
    public long bursts() {
        return burstCount.get(0, 0);
    }

    /** Times of the rounds that brought packets, as many as there were but for a few of the last; any thread. */
    public void readBursts(final TimeCounts into) {
        bursts.read(into);
    }

    /** Times from one round to the next, as many as there were but for a few of the last; any thread. */
    public void readGaps(final TimeCounts into) {
        gaps.read(into);
    }

    @Override
    public void close() {
        bursts.close();
        gaps.close();
        burstCount.close();
    }
}
