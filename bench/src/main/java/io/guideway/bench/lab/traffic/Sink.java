package io.guideway.bench.lab.traffic;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/** What the sink knows and counts: {@code struct gwl_sink}. Written by the generator's thread while a trial runs. */
final class Sink implements AutoCloseable {
    /** Places of the stream that may be on their way at once: far more than any queue holds. */
    static final long WINDOW = 1 << 18;

    private static final int NEXT_ROUND = 0;
    private static final int SEEN = 8;
    private static final int BUCKETS = 16;
    private static final int WINDOW_SIZE = 24;
    private static final int FLOW_COUNT = 32;
    private static final int SIGNATURE = 36;
    private static final int COUNTERS = 40;
    private static final int SENT = 40;
    private static final int RECEIVED = 56;
    private static final int OCTETS = 64;
    private static final int DUPLICATES = 72;
    private static final int REORDERED = 80;
    private static final int OVERTAKEN = 88;
    private static final int STALE = 96;
    private static final int FOREIGN = 104;
    private static final int SIZE = 112;

    private final NativeBlock sink = new NativeBlock(SIZE);
    private final NativeBlock rounds;
    private final NativeBlock seen = new NativeBlock(WINDOW / Byte.SIZE);
    private final NativeBlock buckets = new NativeBlock((long) Long.BYTES * LatencyBuckets.COUNT);

    Sink(final int flows) {
        rounds = new NativeBlock((long) Long.BYTES * flows);
        Mem.i64(sink.address() + NEXT_ROUND, rounds.address());
        Mem.i64(sink.address() + SEEN, seen.address());
        Mem.i64(sink.address() + BUCKETS, buckets.address());
        Mem.i64(sink.address() + WINDOW_SIZE, WINDOW);
        Mem.i32(sink.address() + FLOW_COUNT, flows);
    }

    /** Forgets everything; from now on frames of this signature are ours. */
    void begin(final int signature) {
        zero(rounds);
        zero(seen);
        zero(buckets);
        for (int at = COUNTERS; at < SIZE; at += Long.BYTES) {
            Mem.i64(sink.address() + at, 0);
        }
        Mem.u16(sink.address() + SIGNATURE, signature);
    }

    private static void zero(final NativeBlock block) {
        for (long at = 0; at < block.size(); at += Long.BYTES) {
            Mem.i64(block.address() + at, 0);
        }
    }

    /** Says how many places of the stream were given out, as the generator does while it sends. */
    void sent(final long places) {
        Mem.i64(sink.address() + SENT, places);
    }

    /** The counts, as they stand. */
    SinkCounts counts() {
        return new SinkCounts(
                counter(RECEIVED),
                counter(OCTETS),
                counter(DUPLICATES),
                counter(REORDERED),
                counter(OVERTAKEN),
                counter(STALE),
                counter(FOREIGN));
    }

    private long counter(final int offset) {
        return Mem.i64(sink.address() + offset);
    }

    /** Latencies so far. */
    LatencyBuckets latencies() {
        final long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Mem.i64(buckets.address() + (long) Long.BYTES * i);
        }
        return new LatencyBuckets(counts);
    }

    long address() {
        return sink.address();
    }

    @Override
    public void close() {
        sink.close();
        rounds.close();
        seen.close();
        buckets.close();
    }
}
