package io.guideway.bench.steady;

/**
 * What the forwarder takes at one moment.
 *
 * @param seconds since the warm-up
 * @param changes since then
 * @param usedMib of the heap
 * @param residentMib of the process in memory
 */
record Reading(double seconds, int changes, double usedMib, double residentMib) {}
