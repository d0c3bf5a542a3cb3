package io.guideway.controller.operate;

/**
 * Times in nanoseconds; all 0 where nothing was measured.
 *
 * @param count how many were measured
 */
public record Percentiles(long count, long p50Ns, long p99Ns, long p9999Ns, long maxNs) {
    /** Nothing was measured. */
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);
}
