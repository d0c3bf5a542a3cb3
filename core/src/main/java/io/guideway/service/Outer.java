package io.guideway.service;

/**
 * The fields of outer headers that a service chooses, and what it changes in the packets themselves.
 *
 * @param hops TTL or hop limit of outer headers, 1 to 255
 * @param df DF of outer IPv4 headers
 * @param dscp written to outer headers, and with {@link Mode#L3DSR} to the packet itself: 0 to 63, or {@link #COPIED}
 * @param ecn of outer headers
 * @param decrements whether the packet itself loses one hop
 * @param gue the headers between the two packets, with {@link Mode#GUE}
 */
public record Outer(int hops, DontFragment df, int dscp, Ecn ecn, boolean decrements, Gue gue) {
    /** As a DSCP: that of the packet inside. */
    public static final int COPIED = -1;

    /** Where a service says nothing. */
    public static final Outer DEFAULT =
            new Outer(64, DontFragment.COPY, COPIED, Ecn.NORMAL, false, new Gue(Gue.PORT, 1, false));

    /** Whether routers may fragment an outer IPv4 packet. */
    public enum DontFragment {
        /** As the IPv4 packet inside says; not around IPv6, which routers may not fragment either. */
        COPY,
        /** They may not. */
        SET,
        /** They may. */
        CLEAR
    }

    /** How an outer header comes to its ECN field (RFC 6040, section 4.1). */
    public enum Ecn {
        /** Copied from the packet inside; the receiver has to carry marks inwards. */
        NORMAL,
        /** Not capable of it, for receivers that do not. */
        COMPATIBILITY
    }

    /**
     * What stands between the packets of {@link Mode#GUE}.
     *
     * @param port of destination
     * @param variant 0: UDP and four octets that tell the protocol; 1: UDP alone, as IP headers tell their own
     * @param hasChecksum whether UDP's checksum is computed; else it is zero
     */
    public record Gue(int port, int variant, boolean hasChecksum) {
        /** IANA's. */
        public static final int PORT = 6080;
    }

    /** Whether outer headers differ from those of a service that says nothing in their hops at most, and the packets are left alone. */
    public boolean isPlain() {
        return new Outer(hops, DEFAULT.df, DEFAULT.dscp, DEFAULT.ecn, DEFAULT.decrements, gue).equals(this);
    }
}
