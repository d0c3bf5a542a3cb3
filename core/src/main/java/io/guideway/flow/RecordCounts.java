package io.guideway.flow;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * The counters of one {@link RecordTable}, on cache lines of their own. Its owner adds, any thread reads: aligned words, which
 * arrive whole.
 */
final class RecordCounts implements AutoCloseable {
    private static final int LINE = NativeBlock.ALIGNMENT;

    private final NativeBlock block = new NativeBlock((RecordCounter.values().length * 8L + LINE - 1) / LINE * LINE);
    private final long first = block.address();

    void add(final RecordCounter counter, final long amount) {
        final long at = first + 8L * counter.ordinal();
        Mem.i64(at, Mem.i64(at) + amount);
    }

    long get(final RecordCounter counter) {
        return Mem.i64(first + 8L * counter.ordinal());
    }

    @Override
    public void close() {
        block.close();
    }
}
