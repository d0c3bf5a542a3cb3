package io.guideway.service;

import io.guideway.ring.Mem;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Ranges of addresses off-heap, each of which names something: what was a {@link PrefixMap}, found by halving, so that no address
 * takes longer than any other. Ranges ascend, the first one begins at address 0:
 * <pre>
 *  octet 0 | first address, first half 8 | second half 8 | what it names 8 |
 * </pre>
 */
final class AddressRanges {
    /** What a range names that no prefix has. */
    static final long NOTHING = 0;

    private static final int RANGE = 24;
    private static final int LOW = 8;
    private static final int NAMED = 16;

    private AddressRanges() {}

    /** Octets that the ranges of a map take. */
    static long octets(final PrefixMap map) {
        return (long) RANGE * map.ranges().size();
    }

    /**
     * Writes the ranges of a map.
     *
     * @param named what a prefix names, by its index in the map
     */
    static void write(final long at, final PrefixMap map, final IntToLongFunction named) {
        final List<PrefixMap.Range> ranges = map.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            final long range = at + (long) RANGE * i;
            final int prefix = ranges.get(i).prefix();
            Mem.i64(range, ranges.get(i).high());
            Mem.i64(range + LOW, ranges.get(i).low());
            Mem.i64(range + NAMED, prefix == PrefixMap.NONE ? NOTHING : named.applyAsLong(prefix));
        }
    }

    /**
     * What the longest prefix that holds an address names, or {@link #NOTHING}.
     *
     * @param first native address of the first range
     * @param count ranges, at least 1
     */
    static long find(final long first, final int count, final long high, final long low) {
        int from = 0; // begins at address 0, which is not beyond any
        int end = count;
        while (end - from > 1) {
            final int middle = from + end >>> 1;
            if (isBeyond(first + (long) RANGE * middle, high, low)) {
                end = middle;
            } else {
                from = middle;
            }
        }
        return Mem.i64(first + (long) RANGE * from + NAMED);
    }

    private static boolean isBeyond(final long range, final long high, final long low) {
        final int order = Long.compareUnsigned(Mem.i64(range), high);
        return order > 0 || order == 0 && Long.compareUnsigned(Mem.i64(range + LOW), low) > 0;
    }
}
