package io.guideway.controller;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The tier's secret: the 128-bit key of the flow hash, as two words. SipHash's reference code reads a key of 16 octets as two
 * little-endian words, and so do we. Never shown.
 *
 * @param k0 octets 0 to 7, the first octet lowest
 * @param k1 octets 8 to 15, octet 8 lowest
 */
public record TierSeed(long k0, long k1) {

    /** Reads 32 hex digits, two an octet, in the octets' order; the caller has checked that it is that. */
    static TierSeed parse(final String digits) {
        final ByteBuffer octets =
                ByteBuffer.wrap(HexFormat.of().parseHex(digits)).order(ByteOrder.LITTLE_ENDIAN);
        return new TierSeed(octets.getLong(), octets.getLong());
    }

    boolean isZero() {
        return (k0 | k1) == 0;
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "TierSeed[secret]";
    }
}
