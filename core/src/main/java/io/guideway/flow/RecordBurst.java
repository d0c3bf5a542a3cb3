package io.guideway.flow;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Prefetch;

/**
 * The flows of one burst that are looked up together, so that their cache misses overlap: columns in native memory. Fill it
 * with {@link #add}, hand it to {@link RecordTable#find(RecordBurst, int)} or {@link RecordTable#peek(RecordBurst, int)}, and
 * read {@link #found}. Belongs to one thread; used over and over.
 */
public final class RecordBurst implements AutoCloseable {
    /** Most flows. */
    public static final int CAPACITY = 64;

    private static final int BUCKETS = 2;

    private final NativeBlock block = new NativeBlock((8L + 8L + 8L * BUCKETS + 4L) * CAPACITY);
    private final long flows = block.address();
    private final long tags = flows + 8L * CAPACITY;
    private final long buckets = tags + 8L * CAPACITY;
    private final long found = buckets + 8L * BUCKETS * CAPACITY;
    private int count;

    /** Begins a burst. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a flow; at most {@link #CAPACITY} of them.
     *
     * @param flow its key
     * @param tag whatever the caller wants to find again, the address of its packet for one
     */
    public void add(final long flow, final long tag) {
        Mem.i64(flows + 8L * count, flow);
        Mem.i64(tags + 8L * count, tag);
        found(count, RecordTable.NONE);
        count++;
    }

    /** Flows added. */
    public int count() {
        return count;
    }

    /** Key of flow {@code i}. */
    public long flow(final int i) {
        return Mem.i64(flows + 8L * i);
    }

    /** What was added beside flow {@code i}. */
    public long tag(final int i) {
        return Mem.i64(tags + 8L * i);
    }

    /** What the table said of flow {@code i}, or {@link RecordTable#NONE}. */
    public int found(final int i) {
        return Mem.i32(found + 4L * i);
    }

    void found(final int i, final int what) {
        Mem.i32(found + 4L * i, what);
    }

    /** Notes the two lines that flow {@code i} may be in. */
    void buckets(final int i, final long first, final long second) {
        final long at = buckets + 8L * BUCKETS * i;
        Mem.i64(at, first);
        Mem.i64(at + 8, second);
    }

    /** Asks memory for all lines noted. */
    void prefetchBuckets() {
        Prefetch.pointers(buckets, Long.BYTES, BUCKETS * count);
    }

    @Override
    public void close() {
        block.close();
    }
}
