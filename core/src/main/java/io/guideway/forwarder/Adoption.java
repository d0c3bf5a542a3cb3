package io.guideway.forwarder;

import io.guideway.service.Difference;

/**
 * What became of a change: every worker goes by the new generation.
 *
 * @param generation its number
 * @param difference to the generation before
 * @param nanoseconds from the request to the last worker's adoption
 * @param services that there are now
 */
public record Adoption(long generation, Difference difference, long nanoseconds, int services) {}
