/**
 * DPDK from Java: native memory, packet buffers, receive and transmit queues, ports.
 *
 * <p>What everyone else sees is {@link io.guideway.ring.RxQueue}, {@link io.guideway.ring.TxQueue},
 * {@link io.guideway.ring.MbufPool} and {@link io.guideway.ring.Port}; the DPDK bindings stand behind them, and beside
 * those a set in plain process memory that keeps the same contract for tests and benchmarks. {@link io.guideway.ring.Mem}
 * is the only code that touches native memory, and this module the only one that calls C.
 */
package io.guideway.ring;
