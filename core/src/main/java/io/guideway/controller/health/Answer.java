package io.guideway.controller.health;

import java.nio.charset.StandardCharsets;

/** Octets that a backend sent, as messages may show them: short, printable, on one line. */
final class Answer {
    private static final int LONGEST = 60;

    private Answer() {}

    static String shown(final byte[] octets, final int length) {
        return shown(new String(octets, 0, Math.min(length, LONGEST + 1), StandardCharsets.ISO_8859_1));
    }

    static String shown(final String text) {
        final String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return "'" + shortened.replaceAll("[^ -~…]", "?") + "'";
    }

    /** Whether {@code wanted} stands somewhere in the first {@code length} octets. */
    static boolean contains(final byte[] octets, final int length, final byte[] wanted) {
        for (int from = 0; from + wanted.length <= length; from++) {
            if (startsWith(octets, from, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(final byte[] octets, final int from, final byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (octets[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
