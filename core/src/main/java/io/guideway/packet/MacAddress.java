package io.guideway.packet;

/** Ethernet addresses as the low 48 bits of a long, and as text. Never on the packet path. */
public final class MacAddress {
    private static final String FORM = "[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}";

    private MacAddress() {}

    /**
     * Reads {@code 02:00:00:00:00:01}.
     *
     * @throws IllegalArgumentException if the text is not six pairs of hex digits with colons between
     */
    public static long parse(final String text) {
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException(
                    "'%s' is not an Ethernet address; write 02:00:00:00:00:01".formatted(text));
        }
        return Long.parseLong(text.replace(":", ""), 16);
    }

    /** Whether one station can have this address: not zero, not a group's. */
    public static boolean isUnicast(final long mac) {
        return mac != 0 && (mac & Ethernet.MULTICAST) == 0;
    }

    /** The address as six pairs of hex digits with colons between. */
    public static String text(final long mac) {
        final StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append("%02x".formatted(mac >>> shift & 0xFF)).append(shift > 0 ? ":" : "");
        }
        return text.toString();
    }
}
