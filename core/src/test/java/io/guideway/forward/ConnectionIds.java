package io.guideway.forward;

import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes connection ids as a server does, slowly and apart from the code under test: draft-ietf-quic-load-balancers-21, section 5.4, on hex
 * digits, of which both sides of the four passes have the same number. Whoever builds a server may begin here.
 */
public final class ConnectionIds {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS_OF_A_BLOCK = 32;

    private ConnectionIds() {}

    /** A connection id whose first octet tells its length, of server id and nonce in hex. */
    public static byte[] encode(final QuicConfig config, final String serverId, final String nonce) {
        return encode(config, serverId, nonce, config.octets());
    }

    /** @param lastBits of the first octet, 0 to 31: the length of what follows it, or anything */
    public static byte[] encode(
            final QuicConfig config, final String serverId, final String nonce, final int lastBits) {
        final String first = HEX.toHexDigits((byte) (config.id() << 5 | lastBits));
        return HEX.parseHex(first + encrypt(config, serverId + nonce));
    }

    private static String encrypt(final QuicConfig config, final String plaintext) {
        if (config.key().isEmpty()) {
            return plaintext;
        }
        final QuicKey key = config.key().get();
        return config.octets() == 16 ? aes(key, plaintext) : fourPasses(key, plaintext);
    }

    private static String fourPasses(final QuicKey key, final String plaintext) {
        final int octets = plaintext.length() / 2;
        String left = plaintext.substring(0, octets);
        String right = plaintext.substring(octets);
        right = xor(right, ofRight(aes(key, expand(octets, 1, leftOctets(left))), octets));
        left = xor(left, ofLeft(aes(key, expand(octets, 2, rightOctets(right))), octets));
        right = xor(right, ofRight(aes(key, expand(octets, 3, leftOctets(left))), octets));
        left = xor(left, ofLeft(aes(key, expand(octets, 4, rightOctets(right))), octets));
        return left + right;
    }

    /** Whole octets: where the number of digits is odd, a zero stands in for the one on the other side. */
    private static String leftOctets(final String digits) {
        return digits.length() % 2 == 0 ? digits : digits + "0";
    }

    private static String rightOctets(final String digits) {
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }

    private static String ofLeft(final String block, final int digits) {
        return block.substring(0, digits);
    }

    private static String ofRight(final String block, final int digits) {
        return block.substring(digits % 2, digits % 2 + digits);
    }

    private static String expand(final int octets, final int pass, final String side) {
        return side
                + "0".repeat(DIGITS_OF_A_BLOCK - 4 - side.length())
                + HEX.toHexDigits((byte) octets)
                + HEX.toHexDigits((byte) pass);
    }

    private static String xor(final String one, final String other) {
        final String digits =
                new BigInteger(one, 16).xor(new BigInteger(other, 16)).toString(16);
        return "0".repeat(one.length() - digits.length()) + digits;
    }

    private static String aes(final QuicKey key, final String block) {
        try {
            final Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.octets(), "AES"));
            return HEX.formatHex(cipher.doFinal(HEX.parseHex(block)));
        } catch (final GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
