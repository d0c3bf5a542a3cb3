package io.guideway.tier;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a node of the tier wrote a frame: HMAC-SHA-256 (RFC 2104), cut to 16 octets, under a key made of the tier's
 * secret, so that the secret itself serves the flow hash alone. One thread.
 */
final class Seal {
    /** Octets behind each message. */
    static final int LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "guideway tier messages".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final byte[] full;

    /**
     * @param k0 first word of the tier's seed
     * @param k1 second word of it
     */
    Seal(final long k0, final long k1) {
        final byte[] seed = ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(k0)
                .putLong(k1)
                .array();
        mac = keyed(keyed(seed).doFinal(PURPOSE));
        full = new byte[mac.getMacLength()];
    }

    private static Mac keyed(final byte[] key) {
        try {
            final Mac keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
            return keyed;
        } catch (final GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** Writes the proof of the first {@code length} octets behind them; returns octets in all. */
    int put(final byte[] frame, final int length) {
        compute(frame, length);
        System.arraycopy(full, 0, frame, length, LENGTH);
        return length + LENGTH;
    }

    /** Whether the last octets of the first {@code length} prove the others. */
    boolean isTrue(final byte[] frame, final int length) {
        if (length < LENGTH) {
            return false;
        }
        compute(frame, length - LENGTH);
        return MessageDigest.isEqual(Arrays.copyOf(full, LENGTH), Arrays.copyOfRange(frame, length - LENGTH, length));
    }

    private void compute(final byte[] frame, final int length) {
        mac.update(frame, 0, length);
        try {
            mac.doFinal(full, 0);
        } catch (final ShortBufferException impossible) {
            throw new AssertionError("the array is as long as the code", impossible);
        }
    }
}
