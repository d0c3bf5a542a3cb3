package io.guideway.tier;

/**
 * A node is there.
 *
 * @param name the node's
 */
record Hello(String name) implements Message {}
