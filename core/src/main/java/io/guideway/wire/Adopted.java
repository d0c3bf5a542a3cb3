package io.guideway.wire;

/**
 * Every worker has taken up a generation.
 *
 * @param generation its number
 * @param digest of its services
 * @param durationNs from its reception to the last worker's adoption
 */
public record Adopted(long generation, Digest digest, long durationNs) implements Answer {}
