package io.guideway.forward;

import io.guideway.service.QuicKey;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** AES-128 of single blocks (FIPS 197; ECB), one direction with one key, by the JDK's cipher. One thread; once made it allocates nothing. */
final class AesBlock {
    /** Octets of a block. */
    static final int OCTETS = 16;

    private final Cipher cipher;

    private AesBlock(final QuicKey key, final int direction) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(direction, new SecretKeySpec(key.octets(), "AES"));
        } catch (final GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has AES/ECB/NoPadding with 128 bits", impossible);
        }
    }

    static AesBlock encrypting(final QuicKey key) {
        return new AesBlock(key, Cipher.ENCRYPT_MODE);
    }

    static AesBlock decrypting(final QuicKey key) {
        return new AesBlock(key, Cipher.DECRYPT_MODE);
    }

    /** Hot path. One block from the beginning of an array to that of another. */
    void apply(final byte[] from, final byte[] to) {
        try {
            cipher.update(from, 0, OCTETS, to, 0);
        } catch (final ShortBufferException impossible) {
            throw new AssertionError("both arrays hold a block", impossible);
        }
    }
}
