package io.guideway.controller.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream read octet by octet through a small buffer, and never more of it than a bound. One thread. */
final class BoundedInput {
    private static final int BUFFER = 1024;
    private static final int USUAL_LINE = 80;
    private static final int LONGEST_LINE = 8 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private int left;

    /** @param bound octets that are read at the most */
    BoundedInput(final InputStream in, final int bound) {
        this.in = in;
        left = bound;
    }

    /** From here on at the most {@code octets} more. */
    void bound(final int octets) {
        left = octets;
    }

    /** The next octet; -1 where the stream ends, or at the bound. */
    int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return -1;
            }
        }
        left--;
        return buffer[at++] & 0xFF;
    }

    /**
     * The next line without its end, CR LF or LF alone.
     *
     * @throws CheckFailure if the stream ends first, or the line is longer than 8 KiB or reaches beyond the bound
     */
    String line() throws IOException, CheckFailure {
        final StringBuilder line = new StringBuilder(USUAL_LINE);
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (octet < 0) {
                throw endedIn(line);
            }
            if (line.length() == LONGEST_LINE) {
                throw new CheckFailure("answered a line longer than 8 KiB: " + Answer.shown(line.toString()));
            }
            line.append((char) octet);
        }
        final int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    private CheckFailure endedIn(final StringBuilder line) {
        if (left == 0) {
            return new CheckFailure("answered more than a check reads, and still " + Answer.shown(line.toString()));
        }
        return new CheckFailure(
                line.isEmpty()
                        ? "closed the connection before its answer was whole"
                        : "closed the connection in the middle of " + Answer.shown(line.toString()));
    }

    /** Text as octets, one for each character up to U+00FF. */
    static byte[] octets(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
