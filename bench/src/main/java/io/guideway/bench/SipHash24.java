package io.guideway.bench;

import static java.lang.Long.rotateLeft;

import io.guideway.ring.Mem;

/**
 * The flow hash as SipHash-2-4 would do it: not chosen, see docs/decisions. Same flow key and shape as
 * {@link io.guideway.flow.FlowHash}.
 */
final class SipHash24 {
    private final long k0;
    private final long k1;

    SipHash24(final long k0, final long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    long ipv4FiveTuple(final long l3, final long l4, final int protocol) {
        return ofWords(l3 + 12, 1, Mem.i32le(l4) & 0xFFFF_FFFFL | (long) protocol << 32 | 13L << 56);
    }

    long ipv6FiveTuple(final long l3, final long l4, final int protocol) {
        return ofWords(l3 + 8, 4, Mem.i32le(l4) & 0xFFFF_FFFFL | (long) protocol << 32 | 37L << 56);
    }

    private long ofWords(final long at, final int words, final long last) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        for (int i = 0; i <= words; i++) {
            final long word = i < words ? Mem.i64le(at + 8L * i) : last;
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
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
            v0 ^= word;
        }
        v2 ^= 0xFF;
        for (int round = 0; round < 4; round++) {
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
}
