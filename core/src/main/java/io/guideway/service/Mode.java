package io.guideway.service;

/** How a packet reaches its backend. */
public enum Mode {
    /** The frame goes to the backend's Ethernet address; the IP packet stays as it came. */
    L2DSR,
    /** The packet travels inside an IPv4 or IPv6 packet to the backend (RFC 2003, RFC 2473, RFC 4213). */
    IPIP,
    /** The same, with a GRE header between the two (RFC 2784, RFC 7676). */
    GRE,
    /** The same, with a UDP header between the two, and perhaps a GUE header (draft-ietf-intarea-gue). */
    GUE,
    /** The packet goes to the backend's address, and its DSCP tells the VIP that it was for. */
    L3DSR;

    /** Whether the packet travels inside another one. */
    public boolean hasOuterHeader() {
        return this == IPIP || this == GRE || this == GUE;
    }
}
