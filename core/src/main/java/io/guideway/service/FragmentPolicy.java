package io.guideway.service;

/** Which way the fragments of a service go. */
public enum FragmentPolicy {
    /** All by a hash of addresses and protocol, which each of them has; nothing is remembered. */
    THREE_TUPLE,
    /** Where the first one went, which has the ports; remembered for a while. */
    TRACK,
    /** Nowhere. */
    DROP
}
