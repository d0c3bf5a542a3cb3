package io.guideway.service;

/**
 * The fields of outer headers that a service chooses.
 *
 * @param hops TTL or hop limit, 1 to 255
 */
public record Outer(int hops) {
    /** Where a service says nothing. */
    public static final Outer DEFAULT = new Outer(64);
}
