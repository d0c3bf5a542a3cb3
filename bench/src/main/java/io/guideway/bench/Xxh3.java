package io.guideway.bench;

import io.guideway.ring.Mem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The flow hash as XXH3 (64 bits, with a secret; XXH3 specification, "Short inputs" and "Medium inputs") would do it: not
 * chosen, see docs/decisions. Same flow key and shape as {@link io.guideway.flow.FlowHash}.
 */
final class Xxh3 {
    private static final long PRIME64_1 = 0x9E3779B185EBCA87L;

    /** The secret's first 64 octets, little-endian; no more of it is read for messages this short. */
    private final long s0;

    private final long s1;
    private final long s2;
    private final long s3;
    private final long s4;
    private final long s5;
    private final long s6;
    private final long s7;

    /** @param secret 136 octets or more */
    Xxh3(final byte[] secret) {
        final ByteBuffer words = ByteBuffer.wrap(secret).order(ByteOrder.LITTLE_ENDIAN);
        s0 = words.getLong(0);
        s1 = words.getLong(8);
        s2 = words.getLong(16);
        s3 = words.getLong(24);
        s4 = words.getLong(32);
        s5 = words.getLong(40);
        s6 = words.getLong(48);
        s7 = words.getLong(56);
    }

    /** Thirteen octets: the first eight and the last eight, which overlap. */
    long ipv4FiveTuple(final long l3, final long l4, final int protocol) {
        final long first = Mem.i64le(l3 + 12);
        final long low = first ^ s3 ^ s4;
        final long high = (first >>> 40 | portsAndProtocol(l4, protocol) << 24) ^ s5 ^ s6;
        return avalanche(13 + Long.reverseBytes(low) + high + fold(low, high));
    }

    /** Thirty-seven octets: the 32 from either end, which overlap. */
    long ipv6FiveTuple(final long l3, final long l4, final int protocol) {
        final long at = l3 + 8;
        final long last = Mem.i64le(at + 24) >>> 40 | portsAndProtocol(l4, protocol) << 24;
        final long sum = 37 * PRIME64_1
                + fold(Mem.i64le(at + 16) ^ s4, Mem.i64le(at + 24) ^ s5)
                + fold(Mem.i64le(at + 5) ^ s6, Mem.i64le(at + 13) ^ s7)
                + fold(Mem.i64le(at) ^ s0, Mem.i64le(at + 8) ^ s1)
                + fold(Mem.i64le(at + 21) ^ s2, last ^ s3);
        return avalanche(sum);
    }

    private static long portsAndProtocol(final long l4, final int protocol) {
        return Mem.i32le(l4) & 0xFFFF_FFFFL | (long) protocol << 32;
    }

    private static long fold(final long a, final long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    private static long avalanche(final long sum) {
        final long mixed = (sum ^ sum >>> 37) * 0x165667919E3779F9L;
        return mixed ^ mixed >>> 32;
    }
}
