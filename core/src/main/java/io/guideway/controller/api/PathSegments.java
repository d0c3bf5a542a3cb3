package io.guideway.controller.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;

/** The parts of a path between its slashes, each decoded by itself, so that a name may hold a slash as {@code %2F}. */
final class PathSegments {
    private PathSegments() {}

    /**
     * Takes a path apart.
     *
     * @param path as it was sent, beginning with a slash
     * @throws ApiException 400 if it is not percent-encoded UTF-8
     */
    static List<String> of(final String path) throws ApiException {
        final List<String> segments = new ArrayList<>();
        for (final String segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        return segments;
    }

    private static String decode(final String segment) throws ApiException {
        final ByteArrayOutputStream octets = new ByteArrayOutputStream(segment.length());
        try {
            int at = 0;
            while (at < segment.length()) {
                if (segment.charAt(at) == '%') {
                    octets.write(HexFormat.fromHexDigits(segment, at + 1, at + 3));
                    at += 3;
                } else {
                    octets.writeBytes(segment.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
                    at++;
                }
            }
            return text(octets.toByteArray());
        } catch (final IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException broken) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST_400,
                    "'%s' of the path is not percent-encoded UTF-8; write %%20 for a space, %%25 for a percent sign"
                            .formatted(segment));
        }
    }

    /** Octets as text, if they are UTF-8. */
    static String text(final byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets))
                .toString();
    }
}
