package io.guideway.maglev;

import java.util.Arrays;

/**
 * Those weights whose next candidate may have the next turn, as a binary heap with the least {@code (had + 1) / weight} on
 * top, the least index of a candidate in a tie. A weight is in it at most once, and only that on top takes turns. One thread.
 */
final class Released {
    private static final int FIRST_ROOM = 16;

    private Peers[] heap = new Peers[FIRST_ROOM];
    private int size;

    void clear() {
        size = 0;
    }

    void add(final Peers peers) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0 && before(peers, heap[(at - 1) >>> 1])) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = peers;
    }

    /** The one that has the next turn. By the quota method's theorem there is one at every turn. */
    Peers top() {
        return heap[0];
    }

    /** Takes the top out. */
    void remove() {
        size--;
        sink(heap[size]);
        heap[size] = null;
    }

    /** The top has come to its next candidate, which may have others before it. */
    void update() {
        sink(heap[0]);
    }

    /** Puts {@code peers} where it belongs, below the free place on top. */
    private void sink(final Peers peers) {
        int at = 0;
        int child = firstChild(0);
        while (child < size && before(heap[child], peers)) {
            heap[at] = heap[child];
            at = child;
            child = firstChild(at);
        }
        heap[at] = peers;
    }

    /** The child of {@code at} that comes first, or a place beyond the heap. */
    private int firstChild(final int at) {
        final int left = 2 * at + 1;
        return left + 1 < size && before(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    /** Fractions compared crosswise: fewer than 2 to the 25th turns times a weight stay far inside a long. */
    private static boolean before(final Peers a, final Peers b) {
        final long left = (a.had() + 1L) * b.weight();
        final long right = (b.had() + 1L) * a.weight();
        return left < right || left == right && a.next() < b.next();
    }
}
