package io.guideway.maglev;

import java.util.Arrays;

/**
 * The candidates of one table as columns, in the order of their list, and their order by identity. One thread; used again for
 * the next table, without garbage once it has seen as many.
 */
final class Identities {
    private static final int FIRST_ROOM = 16;

    private long[] high = new long[FIRST_ROOM];
    private long[] low = new long[FIRST_ROOM];
    private int[] weight = new int[FIRST_ROOM];
    private int[] sorted = new int[FIRST_ROOM];
    private int size;

    void clear() {
        size = 0;
    }

    void add(final long high, final long low, final int weight) {
        if (size == sorted.length) {
            grow(2 * size);
        }
        this.high[size] = high;
        this.low[size] = low;
        this.weight[size] = weight;
        sorted[size] = size;
        size++;
    }

    private void grow(final int room) {
        high = Arrays.copyOf(high, room);
        low = Arrays.copyOf(low, room);
        weight = Arrays.copyOf(weight, room);
        sorted = Arrays.copyOf(sorted, room);
    }

    int size() {
        return size;
    }

    long high(final int index) {
        return high[index];
    }

    long low(final int index) {
        return low[index];
    }

    int weight(final int index) {
        return weight[index];
    }

    /** The identity as 32 hex digits. */
    String text(final int index) {
        return new Candidate(high[index], low[index], weight[index]).identity();
    }

    /** Which candidate stands at a place of the order, after {@link #sort}. */
    int sorted(final int place) {
        return sorted[place];
    }

    /** As {@link Candidate} compares. */
    int compare(final int a, final int b) {
        final int byHigh = Long.compareUnsigned(high[a], high[b]);
        return byHigh == 0 ? Long.compareUnsigned(low[a], low[b]) : byHigh;
    }

    /** Orders by identity: a heap sort, since the library's sorts order objects. Most lists are in order already. */
    void sort() {
        if (isSorted()) {
            return;
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at, size);
        }
        for (int end = size - 1; end > 0; end--) {
            final int last = sorted[0];
            sorted[0] = sorted[end];
            sorted[end] = last;
            sink(0, end);
        }
    }

    private boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (compare(sorted[i - 1], sorted[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Has what stands at {@code from} sink below all that come after it, in a heap that ends before {@code end}. */
    private void sink(final int from, final int end) {
        final int sinking = sorted[from];
        int at = from;
        for (int child = last(at, end); child < end && compare(sinking, sorted[child]) < 0; child = last(at, end)) {
            sorted[at] = sorted[child];
            at = child;
        }
        sorted[at] = sinking;
    }

    /** The child of {@code at} that comes last, or a place beyond the heap. */
    private int last(final int at, final int end) {
        final int left = 2 * at + 1;
        return left + 1 < end && compare(sorted[left], sorted[left + 1]) < 0 ? left + 1 : left;
    }
}
