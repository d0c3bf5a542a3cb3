package io.guideway.bench.lab.traffic;

/**
 * DPDK's numbers of the ports that a stream uses.
 *
 * @param pool name of the pool of mbufs, at most 31 octets
 * @param txPort sends
 * @param rxPort receives; may be the same
 */
record TrafficLinks(String pool, int txPort, int rxPort) {}
