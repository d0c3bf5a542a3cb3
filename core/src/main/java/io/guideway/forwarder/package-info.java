/**
 * The packet process: DPDK and its ports set up, workers on their cores, ways to backends resolved; and the replay of a
 * capture through the same pipeline. Threads and files are made here and not below.
 */
package io.guideway.forwarder;
