/**
 * What the forwarders of a tier tell each other, docs/tier.md: records of flows, so that a flow that comes to another node keeps
 * its backend. One thread a node, which no worker waits for.
 */
package io.guideway.tier;
