package io.guideway.controller.operate;

/**
 * A worker as it stands. Times are those of the last whole second.
 *
 * @param cpu that it is pinned to
 * @param received packets since the forwarder's start
 * @param bursts polls that brought packets, since the forwarder's start
 * @param burst how long one took, from its poll to its counters
 * @param gap from one poll to the next
 */
public record WorkerStatus(int worker, int cpu, long received, long bursts, Percentiles burst, Percentiles gap) {}
