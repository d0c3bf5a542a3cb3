package io.guideway.controller;

/** Ethernet addresses (IEEE 802) as 48 bits, the first octet highest. */
final class MacText {
    private static final long GROUP_BIT = 1L << 40;

    private MacText() {}

    /** Reads six octets in hex with colons; the caller has checked that it is that. */
    static long parse(final String text) {
        return Long.parseLong(text.replace(":", ""), 16);
    }

    /** Whether one station can have this address: not zero, not a group. */
    static boolean isUnicast(final long mac) {
        return mac != 0 && (mac & GROUP_BIT) == 0;
    }
}
