package io.guideway.hash;

/**
 * SipHash-c-d written after the paper's section 2, one octet and one round at a time: what the fast forms are held against.
 * Slow, and made to be read.
 */
public final class SipHashReference {
    private final int compressionRounds;
    private final int finalRounds;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    public SipHashReference(final int compressionRounds, final int finalRounds) {
        this.compressionRounds = compressionRounds;
        this.finalRounds = finalRounds;
    }

    /** The hash of a message under a key of 16 octets. */
    public long hash(final byte[] key, final byte[] message) {
        initialize(littleEndian(key, 0), littleEndian(key, 8));
        final byte[] padded = new byte[(message.length / 8 + 1) * 8];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[padded.length - 1] = (byte) message.length;
        for (int i = 0; i < padded.length; i += 8) {
            compress(littleEndian(padded, i));
        }
        return finish();
    }

    private void initialize(final long k0, final long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    private void compress(final long word) {
        v3 ^= word;
        rounds(compressionRounds);
        v0 ^= word;
    }

    private long finish() {
        v2 ^= 0xff;
        rounds(finalRounds);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** SipRound, figure 2.1, top to bottom. */
    private void rounds(final int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13);
            v3 = Long.rotateLeft(v3, 16);
            v1 ^= v0;
            v3 ^= v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17);
            v3 = Long.rotateLeft(v3, 21);
            v1 ^= v2;
            v3 ^= v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }

    private static long littleEndian(final byte[] octets, final int from) {
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | octets[from + i] & 0xFF;
        }
        return word;
    }
}
