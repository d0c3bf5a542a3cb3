package io.guideway.service;

/**
 * What is done with packets of a service that are too long to leave by the port that they must leave by, and what keeps them
 * from being so.
 *
 * @param isFragmented whether one that may be fragmented is; otherwise it is dropped
 * @param mss the largest segment (RFC 9293, section 3.7.1) that a SYN may go on with, {@link #ANY_MSS} or {@link #FITTING_MSS}
 */
public record Oversize(boolean isFragmented, int mss) {
    /** As an {@link #mss}: a SYN goes on as it came. */
    public static final int ANY_MSS = 0;

    /** As an {@link #mss}: what fits the MTU on the way to the flow's backend, outer header and all. */
    public static final int FITTING_MSS = 0xFFFF;

    /** Where a service says nothing. */
    public static final Oversize DEFAULT = new Oversize(true, ANY_MSS);
}
