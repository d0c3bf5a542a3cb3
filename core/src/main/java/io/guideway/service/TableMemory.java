package io.guideway.service;

import io.guideway.ring.NativeBlock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Room for lookup tables, by size. Tables that are wanted at once get one block, so that huge pages can carry thousands of
 * them; room that is given back serves the next table of that size, so that changes for ever need no more memory than the
 * most that was in use. One thread at a time.
 */
final class TableMemory implements AutoCloseable {
    private final List<NativeBlock> blocks = new ArrayList<>();
    private final Map<Long, Deque<Long>> free = new HashMap<>();

    /** Sees to it that so many tables of that size find room, by one block for those that would not. */
    void reserve(final long octets, final int tables) {
        final Deque<Long> places = places(octets);
        final int missing = tables - places.size();
        if (missing > 0) {
            final NativeBlock block = new NativeBlock(octets * missing);
            blocks.add(block);
            for (int i = 0; i < missing; i++) {
                places.add(block.address() + i * octets);
            }
        }
    }

    /** Room of that size, a whole number of cache lines; what it holds is left over from whoever had it before. */
    long take(final long octets) {
        reserve(octets, 1);
        return places(octets).remove();
    }

    /** Takes back what {@link #take} gave. */
    void giveBack(final long address, final long octets) {
        places(octets).push(address);
    }

    private Deque<Long> places(final long octets) {
        return free.computeIfAbsent(octets, size -> new ArrayDeque<>());
    }

    /** Octets of all blocks, in use or not. */
    long octets() {
        return blocks.stream().mapToLong(NativeBlock::size).sum();
    }

    @Override
    public void close() {
        blocks.forEach(NativeBlock::close);
        blocks.clear();
        free.clear();
    }
}
