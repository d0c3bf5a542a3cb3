package io.guideway.tier;

/**
 * A question to whoever sends a run: only who has it can answer with the nonce, and so prove that the run is no echo of old times.
 *
 * @param of the run that is asked
 * @param nonce comes back with the answer; not 0
 * @param everything whether it wants what others told the node, and the past, beside the node's own records
 */
record Ask(long of, long nonce, boolean everything) implements Message {}
