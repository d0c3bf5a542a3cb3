package io.guideway.stats;

/**
 * Counts times by their length ({@link TimeBuckets}), off-heap, from 0 on. One thread adds, any thread reads, as with
 * {@link CounterTable}.
 */
public final class TimeTable implements AutoCloseable {
    private final CounterTable counters = new CounterTable(TimeBuckets.COUNT, 1);

    /**
     * Hot path; the writer's thread only.
     *
     * @param nanoseconds not negative
     * @param times how many times so long a time was seen
     */
    public void add(final long nanoseconds, final long times) {
        counters.add(TimeBuckets.of(nanoseconds), 0, times);
    }

    /** What was counted so far; any thread. Allocates nothing once {@code into} is large enough. */
    public void read(final TimeCounts into) {
        into.clear();
        for (int bucket = 0; bucket < TimeBuckets.COUNT; bucket++) {
            final long count = counters.get(bucket, 0);
            if (count > 0) {
                into.append(bucket, count);
            }
        }
    }

    /** Gives the memory back, as {@link CounterTable#close}. */
    @Override
    public void close() {
        counters.close();
    }
}
