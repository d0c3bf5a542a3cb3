package io.guideway.service;

/** How a packet reaches its backend. */
public enum Mode {
    /** The frame goes to the backend's Ethernet address; the IP packet stays as it came. */
    L2DSR,
    /** The packet travels inside an IPv4 or IPv6 packet to the backend (RFC 2003, RFC 2473, RFC 4213). */
    IPIP
}
