package io.guideway.service;

/** Transport protocols that a service can have, by their IANA numbers. */
public enum Protocol {
    TCP(6),
    UDP(17);

    private final int number;

    Protocol(final int number) {
        this.number = number;
    }

    /** The IP protocol number. */
    public int number() {
        return number;
    }
}
