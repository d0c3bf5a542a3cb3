package io.guideway.controller;

/**
 * Who the node is.
 *
 * @param name 1 to 255 characters
 * @param tierSeed the key of the flow hash, the same on all nodes of the tier
 */
public record NodeConfig(String name, TierSeed tierSeed) {}
