/**
 * {@code ./guideway lab consistency}: a tier of simulated nodes, whose decisions are those of the real code, and flows that live
 * through changes of backends and nodes.
 */
package io.guideway.bench.consistency;
