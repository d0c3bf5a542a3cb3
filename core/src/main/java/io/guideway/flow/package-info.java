/**
 * What a flow is, and the number that stands for it: the flow key and its keyed hash, defined byte by byte in
 * docs/hash.md; and the table that remembers flows' backends, in docs/consistency.md. Knows native memory and
 * {@link io.guideway.hash}.
 */
package io.guideway.flow;
