package io.guideway.flow;

import io.guideway.hash.SipHash;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * How many embryonic records each source prefix has made in the present window of time: cells that prefixes share by a keyed
 * hash, so that nobody can aim at another's. A cell begins anew with the first use in a window; prefixes without number cost
 * no more memory than one. One thread.
 * <pre>
 *  octet 0 | window 2 | count 2 |
 * </pre>
 */
final class SourceCounts implements AutoCloseable {
    /** Highest count that a cell can hold. */
    static final int MOST = 0xFFFF;

    /** A flood from everywhere has to bring {@code CELLS * limit} records a window before it crowds out the others. */
    static final int CELLS = 1 << 16;

    private static final int CELL = 4;
    private static final int WINDOW = 16;

    private final NativeBlock block = new NativeBlock((long) CELLS * CELL);
    private final long cells = block.address();
    private final long k0;
    private final long k1;
    private final int limit;
    private final int windowTicks;

    /**
     * @param k0 first word of a secret key
     * @param k1 second word of a secret key
     * @param limit most records of a prefix in a window, 1 to {@link #MOST}
     * @param windowTicks length of a window, at least 1
     */
    SourceCounts(final long k0, final long k1, final int limit, final int windowTicks) {
        this.k0 = k0;
        this.k1 = k1;
        this.limit = limit;
        this.windowTicks = windowTicks;
    }

    /** Counts one more of a {@link SourcePrefix}, unless it has reached the limit: then false. */
    boolean take(final long prefix, final int now) {
        final long cell = cell(prefix);
        final int window = window(now);
        final int found = Mem.i32(cell);
        final int count = found >>> WINDOW == window ? found & MOST : 0;
        if (count >= limit) {
            return false;
        }
        Mem.i32(cell, window << WINDOW | count + 1);
        return true;
    }

    /** One less, if it was counted in this window. */
    void giveBack(final long prefix, final int now) {
        final long cell = cell(prefix);
        final int found = Mem.i32(cell);
        if (found >>> WINDOW == window(now) && (found & MOST) > 0) {
            Mem.i32(cell, found - 1);
        }
    }

    private long cell(final long prefix) {
        final long hash = SipHash.ofWords(k0, k1, 0, 0, prefix);
        return cells + (hash & CELLS - 1) * CELL;
    }

    private int window(final int now) {
        return Integer.divideUnsigned(now, windowTicks) & 0xFFFF;
    }

    /** Octets of native memory. */
    long octets() {
        return block.size();
    }

    @Override
    public void close() {
        block.close();
    }
}
