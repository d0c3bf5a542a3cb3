package io.guideway.host;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The kernel's way to write a set of CPUs, such as {@code 0-3,8} (cpuset(7), list format). */
final class CpuList {
    private static final int MOST = 1 << 16;

    private CpuList() {}

    /** The CPUs in {@code text}; what is not a CPU or a range of them counts for none. */
    static BitSet parse(final String text) {
        final BitSet cpus = new BitSet();
        for (final String range : text.split(",")) {
            if (range.matches("\\d{1,6}(-\\d{1,6})?")) {
                final String[] ends = range.split("-");
                final int first = Integer.parseInt(ends[0]);
                final int last = Integer.parseInt(ends[ends.length - 1]);
                if (first <= last && last < MOST) {
                    cpus.set(first, last + 1);
                }
            }
        }
        return cpus;
    }

    /** The same set in the kernel's words; empty for none. */
    static String text(final BitSet cpus) {
        final List<String> ranges = new ArrayList<>();
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            final int last = cpus.nextClearBit(first) - 1;
            ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
            first = cpus.nextSetBit(last + 1);
        }
        return String.join(",", ranges);
    }
}
