package io.guideway.controller.operate;

/**
 * A worker as it stands. Times are those of the last whole second.
 *
 * @param cpu that it is pinned to
 * @param received packets since the forwarder's start
 * @param bursts rounds of polls that brought packets, since the forwarder's start
 * @param burst how long one took, from its poll to the next
 * @param gap from one poll of a queue to the next
 * @param stalls gaps of 1.05 ms or more, since the forwarder's start
 */
public record WorkerStatus(
        int worker, int cpu, long received, long bursts, Percentiles burst, Percentiles gap, long stalls) {}
