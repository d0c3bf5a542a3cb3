package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which prefix of a set is the longest that holds an address: the addresses of one family cut into ranges, each of which one
 * prefix has, or none. There are at most twice as many ranges as prefixes. Made once.
 */
final class PrefixMap {
    /** Instead of the index of a prefix: there is none. */
    static final int NONE = -1;

    private static final Comparator<Prefix> OUTER_FIRST = Comparator.<Prefix>comparingLong(
                    prefix -> prefix.address().high() ^ Long.MIN_VALUE)
            .thenComparingLong(prefix -> prefix.address().low() ^ Long.MIN_VALUE)
            .thenComparingInt(Prefix::length);

    private final List<Prefix> prefixes;
    private final int[] parents;
    private final List<Range> ranges = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    /**
     * Addresses up to the next range's first.
     *
     * @param high first half of the first one
     * @param low second half
     * @param prefix index of the longest one that holds them, or {@link #NONE}
     */
    record Range(long high, long low, int prefix) {}

    /** @param distinct of one family, without host bits */
    PrefixMap(final Collection<Prefix> distinct) {
        prefixes = distinct.stream().sorted(OUTER_FIRST).toList();
        parents = new int[prefixes.size()];
        ranges.add(new Range(0, 0, NONE));
        for (int i = 0; i < prefixes.size(); i++) {
            final IpAddress first = prefixes.get(i).address();
            while (!open.isEmpty() && !prefixes.get(open.peek()).contains(first)) {
                closeInnermost();
            }
            parents[i] = innermost();
            open.push(i);
            begin(first.high(), first.low());
        }
        while (!open.isEmpty()) {
            closeInnermost();
        }
    }

    private int innermost() {
        return open.isEmpty() ? NONE : open.peek();
    }

    private void closeInnermost() {
        final IpAddress last = prefixes.get(open.pop()).last();
        final long low = last.low() + 1;
        final long high = low == 0 ? last.high() + 1 : last.high();
        if ((high | low) != 0) { // no address is behind the last one
            begin(high, low);
        }
    }

    /** From here on the innermost open prefix has the addresses. */
    private void begin(final long high, final long low) {
        final Range last = ranges.getLast();
        if (last.high() == high && last.low() == low) {
            ranges.removeLast();
        }
        ranges.add(new Range(high, low, innermost()));
    }

    /** The prefixes in the order of their indices. */
    List<Prefix> prefixes() {
        return prefixes;
    }

    /** Index of the longest other prefix that holds prefix {@code index}, or {@link #NONE}. */
    int parent(final int index) {
        return parents[index];
    }

    /** Ascending; the first one begins at address 0. */
    List<Range> ranges() {
        return ranges;
    }
}
