package io.guideway.cli.operate;

/**
 * Something that keeps a node from forwarding, of which it does not complain by itself.
 *
 * @param name of the failure
 * @param found what was seen
 * @param mend what to do about it
 */
public record Finding(String name, String found, String mend) {}
