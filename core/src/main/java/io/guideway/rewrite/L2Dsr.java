package io.guideway.rewrite;

import io.guideway.packet.Verdict;

/**
 * Hot path. Mode {@code l2dsr}: the frame is sent again on the link, to the backend's Ethernet address and from the port's
 * own. The IP packet stays byte for byte as it came, and so do tags and trailing padding. The source address changes with
 * the destination because switches learn from it: a frame that kept the router's would draw the router's traffic to us.
 */
public final class L2Dsr {
    private static final int FORWARD = Verdict.FORWARDED.ordinal();
    private static final int NO_NEIGHBOUR = Verdict.NO_NEIGHBOUR.ordinal();
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();

    private L2Dsr() {}

    /**
     * Readdresses one frame.
     *
     * @param backend record of the {@link BackendTable}
     * @param frame where it begins
     * @param length octets behind the link header: the IP packet, and what pads it
     * @return ordinal of the verdict: forwarded, no neighbour or too big
     */
    public static int rewrite(final long backend, final long frame, final int length) {
        final long link = BackendTable.link(backend);
        if (!BackendTable.isResolved(link)) {
            return NO_NEIGHBOUR;
        }
        if (length > BackendTable.largestPacket(backend)) {
            return TOO_BIG;
        }
        LinkHeader.readdress(frame, backend, link);
        return FORWARD;
    }
}
