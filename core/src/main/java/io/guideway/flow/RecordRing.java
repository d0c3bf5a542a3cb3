package io.guideway.flow;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one worker has to tell other nodes, on its way to the thread that tells them: a bounded queue off-heap of 16 octets a
 * record, with one thread that writes and one that reads. Neither waits; what finds no room is dropped and counted. Records
 * that are not confirmed take a quarter of the room at the most, so that a flood of them is not in the way of the others.
 */
public final class RecordRing implements RecordSink, AutoCloseable {
    private static final int ENTRY = 16;
    private static final int BACKEND = 8;
    private static final int KIND = 12;
    private static final int MOST_ENTRIES = 1 << 24;
    private static final VarHandle WRITTEN = field("written");
    private static final VarHandle READ = field("read");
    private static final VarHandle DROPPED = field("dropped");

    private final int entries;
    private final int unconfirmed;
    private final NativeBlock block;
    private final long first;

    private long written;
    private long read;
    private long dropped;

    // The writer's own: how far the reader was when it looked last.
    private long knownRead;

    /** Takes what is read. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param flow key of the flow
         * @param backend lasting number of its backend
         */
        void accept(long flow, int backend, RecordKind kind);
    }

    /** @param entries room for so many, a power of two */
    public RecordRing(final int entries) {
        if (entries < 1 || entries > MOST_ENTRIES || Integer.bitCount(entries) != 1) {
            throw new IllegalArgumentException(
                    "room for %d records; give a power of two up to %d".formatted(entries, MOST_ENTRIES));
        }
        this.entries = entries;
        unconfirmed = Math.max(1, entries / 4);
        block = new NativeBlock((long) entries * ENTRY);
        first = block.address();
    }

    private static VarHandle field(final String name) {
        try {
            return MethodHandles.lookup().findVarHandle(RecordRing.class, name, long.class);
        } catch (final ReflectiveOperationException impossible) {
            throw new AssertionError("a field of this class", impossible);
        }
    }

    /** Hot path; the writer's thread. */
    @Override
    public void accept(final long flow, final int backend, final RecordKind kind) {
        final long next = written;
        final int room = kind == RecordKind.CONFIRMED ? entries : unconfirmed;
        if (next - knownRead >= room) {
            knownRead = (long) READ.getAcquire(this);
            if (next - knownRead >= room) {
                DROPPED.setOpaque(this, dropped + 1);
                return;
            }
        }
        final long at = at(next);
        Mem.i64(at, flow);
        Mem.i32(at + BACKEND, backend);
        Mem.i32(at + KIND, kind.ordinal());
        WRITTEN.setRelease(this, next + 1);
    }

    /** The reader's thread. Takes up to {@code most} records, oldest first; returns how many. */
    public int drain(final int most, final Reader reader) {
        final long from = read;
        final long end = Math.min((long) WRITTEN.getAcquire(this), from + most);
        for (long next = from; next != end; next++) {
            final long at = at(next);
            reader.accept(Mem.i64(at), Mem.i32(at + BACKEND), RecordKind.of(Mem.i32(at + KIND)));
        }
        READ.setRelease(this, end);
        return (int) (end - from);
    }

    private long at(final long entry) {
        return first + (entry & entries - 1) * ENTRY;
    }

    /** Any thread. How many found no room. */
    public long dropped() {
        return (long) DROPPED.getOpaque(this);
    }

    /** Neither thread uses it any more. */
    @Override
    public void close() {
        block.close();
    }
}
