package io.guideway.service;

import java.util.HexFormat;

/**
 * A key of AES-128 that connection ids are encrypted with. A secret: it shows itself to nobody but by {@link #octets}.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record QuicKey(long high, long low) {
    private static final int OCTETS = 16;
    private static final HexFormat HEX = HexFormat.of();

    /** Of 32 hex digits. */
    public static QuicKey parse(final String hex) {
        return new QuicKey(
                HexFormat.fromHexDigitsToLong(hex, 0, OCTETS), HexFormat.fromHexDigitsToLong(hex, OCTETS, 2 * OCTETS));
    }

    /** The 16 octets; a copy. */
    public byte[] octets() {
        return HEX.parseHex(HEX.toHexDigits(high) + HEX.toHexDigits(low));
    }

    /** Whether all bits are zero: the key that everyone guesses. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "secret";
    }
}
