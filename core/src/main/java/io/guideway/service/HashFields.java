package io.guideway.service;

/** What of a packet decides its backend. */
public enum HashFields {
    /** Protocol, both addresses, both ports: every connection on its own. */
    FIVE_TUPLE,
    /** The source address: all of a client's connections go to one backend. */
    SOURCE,
    /** Source address and source port. */
    SOURCE_PORT
}
