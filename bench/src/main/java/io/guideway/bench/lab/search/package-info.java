/**
 * What a benchmark asks of a device that can be offered loads: the largest rate within a loss, latency and loss at given loads,
 * the longest burst. No DPDK here: a device is a function from an offer to a trial, and tests make their own.
 */
package io.guideway.bench.lab.search;
