package io.guideway.hash;

import static java.lang.Long.rotateLeft;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * SipHash-1-3, a keyed 64-bit pseudorandom function (Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT
 * 2012): one round for every eight octets of the message, three at the end. The key is two words, its 16 octets read
 * little-endian. Any thread; nothing is kept, and only the form that takes a byte array allocates.
 */
public final class SipHash {
    private static final int FINAL_ROUNDS = 3;

    private SipHash() {}

    /** Hashes {@code length} octets at native address {@code at}. */
    public static long of(final long k0, final long k1, final long at, final int length) {
        final int words = length >>> 3;
        return ofWords(k0, k1, at, words, lastWord(at + 8L * words, length));
    }

    /** Cold path. Hashes a copy of {@code message}. */
    public static long of(final long k0, final long k1, final byte[] message) {
        try (NativeBlock copy = new NativeBlock(message.length)) {
            Mem.put(copy.address(), message);
            return of(k0, k1, copy.address(), message.length);
        }
    }

    /**
     * Hot path. Hashes a message whose last, incomplete word the caller has at hand.
     *
     * @param at native address of the message, at any alignment
     * @param words complete words of eight octets that are read there; 0 reads nothing
     * @param last the 0 to 7 octets after them, little-endian, and the length of the message modulo 256 in the top octet
     */
    public static long ofWords(final long k0, final long k1, final long at, final int words, final long last) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        // The round stands twice: as a method it would have to return four words. All in all 300 bytecodes; C2 inlines
        // up to 325.
        for (int i = 0; i <= words; i++) {
            final long word = i < words ? Mem.i64le(at + 8L * i) : last;
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = rotateLeft(v1, 13) ^ v0;
            v3 = rotateLeft(v3, 16) ^ v2;
            v2 += v1;
            v0 = rotateLeft(v0, 32) + v3;
            v1 = rotateLeft(v1, 17) ^ v2;
            v3 = rotateLeft(v3, 21) ^ v0;
            v2 = rotateLeft(v2, 32);
            v0 ^= word;
        }
        v2 ^= 0xFF;
        for (int i = 0; i < FINAL_ROUNDS; i++) {
            v0 += v1;
            v2 += v3;
            v1 = rotateLeft(v1, 13) ^ v0;
            v3 = rotateLeft(v3, 16) ^ v2;
            v2 += v1;
            v0 = rotateLeft(v0, 32) + v3;
            v1 = rotateLeft(v1, 17) ^ v2;
            v3 = rotateLeft(v3, 21) ^ v0;
            v2 = rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long lastWord(final long at, final int length) {
        long last = (long) length << 56;
        for (int i = 0; i < (length & 7); i++) {
            last |= (long) Mem.u8(at + i) << 8 * i;
        }
        return last;
    }
}
