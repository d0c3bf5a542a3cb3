package io.guideway.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets as a value: equal where they are the same. They are not copied and must not be changed. */
public record Octets(byte[] bytes) {
    /** Of hexadecimal digits, two an octet. */
    public static Octets ofHex(final String digits) {
        return new Octets(HexFormat.of().parseHex(digits));
    }

    /** How many they are. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal digits, two an octet. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
