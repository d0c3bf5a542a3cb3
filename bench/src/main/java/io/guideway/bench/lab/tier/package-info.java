/**
 * {@code ./guideway lab tier}: several nodes behind a router that spreads flows over them, and real connections through all of
 * it while backends and nodes come and go. {@link io.guideway.bench.lab.tier.TierRun} says what happens in which order; the
 * namespaces are {@link io.guideway.bench.lab.tier.TierNetwork}'s, and what is told of the connections comes from
 * {@link io.guideway.bench.lab.tier.Connections}.
 */
package io.guideway.bench.lab.tier;
