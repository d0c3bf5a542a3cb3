package io.guideway.service;

/** Transport protocols that a service can have, by their IANA numbers. */
public enum Protocol {
    TCP(6),
    UDP(17),
    /** Whatever stands in an IP packet, ICMP aside; told by number 0, which no transport protocol has. */
    ANY(0);

    private final int number;

    Protocol(final int number) {
        this.number = number;
    }

    /** The IP protocol number, 0 for any. */
    public int number() {
        return number;
    }
}
