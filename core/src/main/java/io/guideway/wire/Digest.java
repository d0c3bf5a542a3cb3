package io.guideway.wire;

import io.guideway.service.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The fingerprint of a set of services: the first 128 bits of SHA-256 (FIPS 180-4) over their canonical form
 * ({@link CanonicalForm}). Sets that differ in anything but order have different ones.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record Digest(long high, long low) {
    /** Computes it; the services are in canonical order. */
    static Digest of(final List<Service> canonical) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            CanonicalForm.write(canonical, new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            final ByteBuffer octets = ByteBuffer.wrap(sha256.digest());
            return new Digest(octets.getLong(), octets.getLong());
        } catch (final NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        } catch (final IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** 32 hex digits, the first octet first. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
