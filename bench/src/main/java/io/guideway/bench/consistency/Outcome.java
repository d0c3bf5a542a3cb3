package io.guideway.bench.consistency;

import java.util.List;
import java.util.Map;

/**
 * What became of all flows.
 *
 * @param flows that a backend accepted
 * @param broken of them, a packet reached another backend while that one served
 * @param reasons of ours
 * @param packets decided
 * @param samples over the time
 * @param words that nodes said to all others
 */
record Outcome(
        Setting setting,
        long flows,
        long broken,
        Map<Reason, Long> reasons,
        long packets,
        List<Sample> samples,
        long words) {
    /** Records, and flows broken so far, at a moment. */
    record Sample(int atMs, long records, long broken) {}

    /** On all nodes together. */
    long mostRecords() {
        return samples.stream().mapToLong(Sample::records).max().orElse(0);
    }
}
