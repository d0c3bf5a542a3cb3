/**
 * Maglev's consistent hashing (Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016,
 * section 3.4): from a set of weighted candidates to a lookup table off-heap, the same table on every node, bit for bit.
 * Defined byte by byte in docs/maglev.md. {@link io.guideway.maglev.TableBuilder} is where to begin. Knows native memory
 * and {@link io.guideway.hash}.
 */
package io.guideway.maglev;
