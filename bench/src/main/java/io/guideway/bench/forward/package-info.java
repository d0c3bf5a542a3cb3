/**
 * {@code ./guideway bench forward}: the packet path in Java beside the same in C, over one DPDK device. The C lives in
 * {@code bench/native}; {@code BenchLibrary} binds it, and is the only place outside {@code ring} that calls C.
 */
package io.guideway.bench.forward;
