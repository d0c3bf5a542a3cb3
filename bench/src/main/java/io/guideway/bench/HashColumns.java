package io.guideway.bench;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Hash columns of many bursts, so that lookups wander over the whole table as those of many flows do. */
@State(Scope.Thread)
public class HashColumns {
    private static final int BURSTS = 4096;

    final int[] backend = new int[GuidewayBenchmark.BURST];

    private final long[][] columns = new long[BURSTS][];
    private int burst;

    public HashColumns() {
        final Random random = new Random(GuidewayBenchmark.SEED);
        for (int i = 0; i < BURSTS; i++) {
            columns[i] = random.longs(GuidewayBenchmark.BURST).toArray();
        }
    }

    /** The next burst's column. */
    long[] next() {
        burst = burst + 1 & BURSTS - 1;
        return columns[burst];
    }
}
