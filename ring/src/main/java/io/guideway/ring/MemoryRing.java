package io.guideway.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A bounded queue of mbufs in the heap: one thread puts, one takes. What stands between a memory queue and its peer. */
public final class MemoryRing {
    private static final int LARGEST = 1 << 24;
    private static final VarHandle HEAD = position("head");
    private static final VarHandle TAIL = position("tail");

    private final long[] mbufs;
    private final int mask;

    @SuppressWarnings("unused") // through HEAD
    private long head;

    @SuppressWarnings("unused") // through TAIL
    private long tail;

    /** @param capacity packets, a power of two, at most {@value #LARGEST} */
    public MemoryRing(final int capacity) {
        if (capacity < 1 || capacity > LARGEST || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity %d is not a power of two from 1 to %d; try %d"
                    .formatted(capacity, LARGEST, Integer.highestOneBit(Math.clamp(capacity, 1, LARGEST / 2)) << 1));
        }
        mbufs = new long[capacity];
        mask = capacity - 1;
    }

    /** Puts up to {@code count} of the mbufs that stand at native address {@code from}; says how many found room. */
    public int put(final long from, final int count) {
        Mem.check(from, 8 * count);
        final long tail = (long) TAIL.get(this);
        final int room = mbufs.length - (int) (tail - (long) HEAD.getAcquire(this));
        final int n = Math.min(room, count);
        for (int i = 0; i < n; i++) {
            mbufs[(int) (tail + i) & mask] = Mem.i64(from + 8L * i);
        }
        TAIL.setRelease(this, tail + n);
        return n;
    }

    /** Takes up to {@code count} mbufs, oldest first, to native address {@code to}; says how many there were. */
    public int take(final long to, final int count) {
        Mem.check(to, 8 * count);
        final long head = (long) HEAD.get(this);
        final int n = Math.min(count, (int) ((long) TAIL.getAcquire(this) - head));
        for (int i = 0; i < n; i++) {
            Mem.i64(to + 8L * i, mbufs[(int) (head + i) & mask]);
        }
        HEAD.setRelease(this, head + n);
        return n;
    }

    private static VarHandle position(final String name) {
        try {
            return MethodHandles.lookup().findVarHandle(MemoryRing.class, name, long.class);
        } catch (final ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
