package io.guideway.maglev;

/**
 * The candidates that may have the next turn, as a binary heap with the least {@code (had + 1) / weight} on top, the least
 * index in a tie. A candidate is in it at most once, and its count stands still meanwhile. One thread.
 */
final class Released {
    private final int[] weights;
    private final int[] had;
    private final int[] heap;
    private int size;

    Released(final int[] weights, final int[] had) {
        this.weights = weights;
        this.had = had;
        heap = new int[weights.length];
    }

    void add(final int candidate) {
        int at = size++;
        while (at > 0 && before(candidate, heap[(at - 1) >>> 1])) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = candidate;
    }

    /** Takes the top. By the quota method's theorem there is one at every turn. */
    int take() {
        final int top = heap[0];
        final int last = heap[--size];
        int at = 0;
        int child = firstChild(0);
        while (child < size && before(heap[child], last)) {
            heap[at] = heap[child];
            at = child;
            child = firstChild(at);
        }
        heap[at] = last;
        return top;
    }

    /** The child of {@code at} that comes first, or a place beyond the heap. */
    private int firstChild(final int at) {
        final int left = 2 * at + 1;
        return left + 1 < size && before(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    /** Fractions compared crosswise: fewer than 2 to the 25th turns times a weight stay far inside a long. */
    private boolean before(final int a, final int b) {
        final long left = (had[a] + 1L) * weights[b];
        final long right = (had[b] + 1L) * weights[a];
        return left < right || left == right && a < b;
    }
}
