package io.guideway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was measured and not chosen computed what it is named after; else the comparison would say nothing. */
class CandidateHashTest {
    private static final IntUnaryOperator COUNTING_UP = i -> i;
    private static final IntUnaryOperator COUNTING_DOWN = i -> 255 - 3 * i;

    private final NativeBlock packet = new NativeBlock(48);
    private final long l3 = packet.address();
    private final long l4 = l3 + 40;

    @AfterEach
    void close() {
        packet.close();
    }

    /** From OpenSSL 3.0, {@code openssl mac -macopt size:8 … SIPHASH} with key 00 01 … 0f, octets reversed. */
    @Test
    void sipHash24EqualsOpenSsl() {
        final SipHash24 hash = new SipHash24(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x14ea5627c0843d90L, hash.ipv4FiveTuple(l3, l4, ipv4(COUNTING_UP)));
        assertEquals(0x027990f029623981L, hash.ipv6FiveTuple(l3, l4, ipv6(COUNTING_UP)));
        assertEquals(0x70602f446b5896bcL, hash.ipv4FiveTuple(l3, l4, ipv4(COUNTING_DOWN)));
        assertEquals(0xae0015312c988093L, hash.ipv6FiveTuple(l3, l4, ipv6(COUNTING_DOWN)));
    }

    /** From libxxhash 0.8.1, {@code XXH3_64bits_withSecret} with 192 octets 7 i + 1. */
    @Test
    void xxh3EqualsLibxxhash() {
        final Xxh3 hash = new Xxh3(octets(192, i -> 7 * i + 1));
        assertEquals(0xe8dc2a4b59d37e01L, hash.ipv4FiveTuple(l3, l4, ipv4(COUNTING_UP)));
        assertEquals(0xa9b0102750ba7810L, hash.ipv6FiveTuple(l3, l4, ipv6(COUNTING_UP)));
        assertEquals(0xeca00b7ba6619a8dL, hash.ipv4FiveTuple(l3, l4, ipv4(COUNTING_DOWN)));
        assertEquals(0x77513f3c9855a387L, hash.ipv6FiveTuple(l3, l4, ipv6(COUNTING_DOWN)));
    }

    /** Lays out a packet whose flow key has the given octets; returns the last, the protocol. */
    private int ipv4(final IntUnaryOperator octets) {
        return layOut(octets(13, octets), 12);
    }

    private int ipv6(final IntUnaryOperator octets) {
        return layOut(octets(37, octets), 8);
    }

    private int layOut(final byte[] flowKey, final int addresses) {
        final ByteBuffer key = ByteBuffer.wrap(flowKey);
        for (int i = 0; i < flowKey.length - 5; i++) {
            Mem.u8(l3 + addresses + i, key.get());
        }
        Mem.i32be(l4, key.getInt());
        return key.get() & 0xFF;
    }

    private static byte[] octets(final int length, final IntUnaryOperator value) {
        final byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) value.applyAsInt(i);
        }
        return octets;
    }
}
