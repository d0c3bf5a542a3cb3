package io.guideway.bench.stall;

import java.util.ArrayList;
import java.util.List;

/** The longest of all gaps, so many of them, with the time of each. Allocates nothing once made. One thread at a time. */
final class LongestGaps {
    /** How many are kept: GWB_LONGEST_GAPS. */
    static final int KEPT = 512;

    private final long[] starts = new long[KEPT];
    private final long[] lengths = new long[KEPT];
    private int shortest;

    /** Hot path. Keeps the gap if it is longer than the shortest that is kept. */
    void offer(final long startNs, final long lengthNs) {
        if (lengthNs > lengths[shortest]) {
            keep(startNs, lengthNs);
        }
    }

    private void keep(final long startNs, final long lengthNs) {
        starts[shortest] = startNs;
        lengths[shortest] = lengthNs;
        for (int i = 0; i < KEPT; i++) {
            if (lengths[i] < lengths[shortest]) {
                shortest = i;
            }
        }
    }

    /** What is kept, in no order. */
    List<Gap> gaps() {
        final List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            if (lengths[i] > 0) {
                gaps.add(new Gap(starts[i], lengths[i]));
            }
        }
        return gaps;
    }
}
