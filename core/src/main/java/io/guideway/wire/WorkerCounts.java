package io.guideway.wire;

import io.guideway.stats.TimeCounts;

/**
 * What one worker has counted since the forwarder's start. The times are not copied, see {@link Counters}.
 *
 * @param cpu that it is pinned to
 * @param received packets
 * @param bursts rounds that brought packets
 * @param stalls gaps of 2^20 ns or more
 * @param burstTimes how long those rounds took
 * @param gapTimes from the poll of a queue to its next
 */
public record WorkerCounts(
        int cpu, long received, long bursts, long stalls, TimeCounts burstTimes, TimeCounts gapTimes) {}
