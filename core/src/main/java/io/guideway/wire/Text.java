package io.guideway.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as UTF-8. */
final class Text {
    /** Octets of the longest name: 255 characters of four. */
    static final int LONGEST_NAME = 1020;

    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    private Text() {}

    /**
     * The octets of a name.
     *
     * @throws IllegalArgumentException if it is too long, or not Unicode since half of a surrogate pair stands alone
     */
    static byte[] checkName(final String name) {
        final ByteBuffer octets;
        try {
            octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
        } catch (final CharacterCodingException notUnicode) {
            throw new IllegalArgumentException(
                    "name '%s' is not Unicode: half of a surrogate pair stands alone; leave it out".formatted(name),
                    notUnicode);
        }
        if (octets.remaining() > LONGEST_NAME) {
            throw new IllegalArgumentException("name '%.40s…' has %d octets in UTF-8; use at most %d"
                    .formatted(name, octets.remaining(), LONGEST_NAME));
        }
        return Arrays.copyOf(octets.array(), octets.remaining());
    }

    /** At most {@code longest} octets of a text for people, cut between characters; what is not Unicode becomes '?'. */
    static byte[] cut(final String text, final int longest) {
        final byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length <= longest) {
            return octets;
        }
        int end = longest;
        while ((octets[end] & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return Arrays.copyOf(octets, end);
    }

    static String decode(final byte[] octets) throws NotUnderstoodException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (final CharacterCodingException notUtf8) {
            throw new NotUnderstoodException("a text of %d octets is not UTF-8".formatted(octets.length));
        }
    }
}
