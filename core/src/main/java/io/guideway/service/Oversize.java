package io.guideway.service;

/**
 * What is done with packets of a service that are too long to leave by the port that they must leave by.
 *
 * @param isFragmented whether one that may be fragmented is; otherwise it is dropped
 */
public record Oversize(boolean isFragmented) {
    /** Where a service says nothing. */
    public static final Oversize DEFAULT = new Oversize(true);
}
