package io.guideway.controller.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** The word that callers over TCP must know (RFC 6750). Only its digest is kept, which compares in constant time. */
final class Token {
    private static final int SHORTEST = 16;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private Token(final String word) {
        digest = digest(word);
    }

    /**
     * Reads a file that holds the token and nothing else but white space around it.
     *
     * @throws IOException if it is not there, others than its owner and group may read it, or it is too short
     */
    static Token read(final Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException("%s: everybody may read the token; chmod o-r %s".formatted(file, file));
        }
        final String word = Files.readString(file).strip();
        if (word.length() < SHORTEST) {
            throw new IOException(
                    "%s: the token has %d characters, but must have %d; write one with `openssl rand -hex 32`"
                            .formatted(file, word.length(), SHORTEST));
        }
        return new Token(word);
    }

    /** @throws ApiException 401 if the request does not bring it */
    void require(final Request request) throws ApiException {
        final String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        final boolean hasScheme = given != null && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!hasScheme
                || !MessageDigest.isEqual(
                        digest, digest(given.substring(SCHEME.length()).strip()))) {
            throw new ApiException(
                    HttpStatus.UNAUTHORIZED_401,
                    "send the token of this node in the header 'Authorization: Bearer TOKEN'",
                    Map.of(HttpHeader.WWW_AUTHENTICATE.asString(), "Bearer realm=\"guideway\""));
        }
    }

    private static byte[] digest(final String word) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
