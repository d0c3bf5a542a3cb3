package io.guideway.service;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * What a QUIC connection id says of the server that gave it (draft-ietf-quic-load-balancers-21, section 5.1): 1 to 15 octets.
 * They stand at the front of 16, zeros behind them, and the last octet is their number; so two longs hold ids of all lengths and
 * tell them apart.
 *
 * @param high the first 64 bits
 * @param low the next 56 bits, and how many octets the id has
 */
public record ServerId(long high, long low) implements Comparable<ServerId> {
    /** Most octets of an id. */
    public static final int MOST_OCTETS = 15;

    private static final Comparator<ServerId> ORDER = Comparator.comparingInt(ServerId::octets)
            .thenComparing(ServerId::high, Long::compareUnsigned)
            .thenComparing(ServerId::low, Long::compareUnsigned);
    private static final HexFormat HEX = HexFormat.of();

    /** @throws IllegalArgumentException if the octets are too many, none, or not zero behind their end */
    public ServerId {
        final int octets = (int) low & 0xFF;
        if (octets < 1
                || octets > MOST_OCTETS
                || high != (high & highMask(octets))
                || low != (low & lowMask(octets) | octets)) {
            throw new IllegalArgumentException(
                    "%016x%016x is no server id; it has 1 to %d octets, zeros behind them, and their number"
                            .formatted(high, low, MOST_OCTETS));
        }
    }

    /** Of 2 to 30 hex digits, two an octet. */
    public static ServerId parse(final String hex) {
        final int octets = hex.length() / 2;
        final String filled = hex + "0".repeat(2 * (MOST_OCTETS - octets));
        return new ServerId(
                HexFormat.fromHexDigitsToLong(filled, 0, 16),
                HexFormat.fromHexDigitsToLong(filled, 16, 30) << Byte.SIZE | octets);
    }

    /** How many octets the id has. */
    public int octets() {
        return (int) low & 0xFF;
    }

    /** The bits of the first half that belong to an id of so many octets. */
    public static long highMask(final int octets) {
        return octets >= Long.BYTES ? -1L : ~(-1L >>> octets * Byte.SIZE);
    }

    /** The bits of the second half that belong to an id of so many octets, 15 at most. */
    public static long lowMask(final int octets) {
        return octets <= Long.BYTES ? 0 : ~(-1L >>> (octets - Long.BYTES) * Byte.SIZE);
    }

    @Override
    public int compareTo(final ServerId other) {
        return ORDER.compare(this, other);
    }

    /** In hex digits, two an octet. */
    @Override
    public String toString() {
        return (HEX.toHexDigits(high) + HEX.toHexDigits(low)).substring(0, 2 * octets());
    }
}
