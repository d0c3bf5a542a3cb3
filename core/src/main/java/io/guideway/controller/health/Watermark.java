package io.guideway.controller.health;

/**
 * How few backends are believed to be all that is left. When less than {@code low} percent of a service's weight is up, or
 * nothing is, the fault is rather with the checks or the network: the last good set is kept, until {@code high} percent are up.
 *
 * @param low 0 to 100
 * @param high {@code low} to 100
 */
public record Watermark(int low, int high) {
    /** The last good set is kept only while nothing at all is up. */
    public static final Watermark ONLY_NONE = new Watermark(0, 0);
}
