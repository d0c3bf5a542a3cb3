package io.guideway.stats;

import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows of counters, off-heap, 64 bits each, from 0. One thread adds, any thread reads; a reader sees every addition sooner
 * or later, and never half of one. The memory begins and ends on cache lines of its own, so that two writers' tables never
 * share one.
 *
 * <p>Additions are plain stores of aligned words, which arrive whole; a worker comes by a poll of its queues every few
 * microseconds, and the compiler moves no store past that. Opaque stores took 3 ns a packet more.
 */
public final class CounterTable implements AutoCloseable {
    private final int rows;
    private final int columns;
    private final UnsafeBuffer counters;
    private final long address;
    private final long rowOctets;
    private final long allocated;
    private boolean open = true;

    /**
     * @param rows at least 0
     * @param columns counters in a row, at least 1
     */
    public CounterTable(final int rows, final int columns) {
        if (rows < 0 || columns < 1) {
            throw new IllegalArgumentException(
                    "%d rows of %d counters; give at least 0 rows of 1".formatted(rows, columns));
        }
        this.rows = rows;
        this.columns = columns;
        final int size = BitUtil.align(Math.max(1, rows * columns) * Long.BYTES, BitUtil.CACHE_LINE_LENGTH);
        allocated = UnsafeApi.allocateMemory(size + BitUtil.CACHE_LINE_LENGTH - 1L);
        address = BitUtil.align(allocated, BitUtil.CACHE_LINE_LENGTH);
        UnsafeApi.setMemory(address, size, (byte) 0);
        counters = new UnsafeBuffer(address, size);
        rowOctets = (long) columns * Long.BYTES;
    }

    /** Rows of the table. */
    public int rows() {
        return rows;
    }

    /** Hot path; the writer's thread only. Adds to one counter. */
    public void add(final int row, final int column, final long amount) {
        final long at = at(row, column);
        UnsafeApi.putLong(at, UnsafeApi.getLong(at) + amount);
    }

    /** Hot path; the writer's thread only. Adds to the first two counters of a row. */
    public void addBoth(final int row, final long first, final long second) {
        final long at = at(row, 0);
        UnsafeApi.putLong(at, UnsafeApi.getLong(at) + first);
        UnsafeApi.putLong(at + Long.BYTES, UnsafeApi.getLong(at + Long.BYTES) + second);
    }

    /** Native address of the first row. */
    public long address() {
        return address;
    }

    /** Octets of a row. */
    public int rowOctets() {
        return (int) rowOctets;
    }

    /** The counter as it stands; any thread. */
    public long get(final int row, final int column) {
        return counters.getLongVolatile((row * columns + column) * Long.BYTES);
    }

    /** Gives the memory back; the writer has stopped, and nobody reads any more. Closing it twice does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            UnsafeApi.freeMemory(allocated);
        }
    }

    /** By address: {@link UnsafeBuffer} would ask with every access whether its memory is on the heap. */
    private long at(final int row, final int column) {
        if (DirectBuffer.SHOULD_BOUNDS_CHECK) {
            Objects.checkIndex(row, rows);
            Objects.checkIndex(column, columns);
        }
        return address + row * rowOctets + (long) column * Long.BYTES;
    }
}
