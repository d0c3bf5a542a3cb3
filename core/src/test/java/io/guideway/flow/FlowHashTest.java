package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.hash.SipHash;
import io.guideway.hash.SipHashReference;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowHashTest {
    private static final long K0 = 0x6e65_6574_7869_7320L;
    private static final long K1 = 0x2121_7374_6574_636fL;
    private static final FlowHash HASH = new FlowHash(K0, K1);

    @Property
    void aPacketHashesInPlaceAsItsFlowKeyDoesInTheReference(
            @ForAll @Size(16) final byte[] seed,
            @ForAll("tuples") final Tuple tuple,
            @ForAll("forms") final String form) {
        final byte[] flowKey = tuple.flowKey(form);
        final long expected = new SipHashReference(1, 3).hash(seed, flowKey);
        assertEquals(expected, tuple.hashInPlace(Seed.hash(seed), form));
    }

    @Property
    void aSlotIsTheHashsLowHalfScaledOntoTheTable(
            @ForAll final long hash, @ForAll @IntRange(min = 1, max = 16_777_213) final int slots) {
        final double share = (hash & 0xFFFF_FFFFL) / 0x1p32;
        assertEquals((int) (share * slots), FlowHash.slot(hash, slots));
    }

    @Test
    void theLowestAndTheHighestHashReachTheFirstAndTheLastSlot() {
        assertEquals(0, FlowHash.slot(0, 65537));
        assertEquals(65536, FlowHash.slot(-1, 65537));
    }

    /**
     * Clients that differ only in consecutive source ports and addresses: 1,021,000 of them on 1,021 slots. Chi-square with
     * 1,020 degrees of freedom has mean 1,020 and deviation 45; the bound is five deviations away, and nothing here is random.
     */
    @Test
    void consecutiveClientsSpreadEvenlyOverTheSlots() {
        final int slots = 1021;
        final int clients = 1000 * slots;
        final int[] counts = new int[slots];
        try (NativeBlock packet = new NativeBlock(24)) {
            final long l3 = packet.address();
            final long l4 = l3 + 20;
            for (int i = 0; i < clients; i++) {
                Mem.i32be(l3 + 12, 0x0A000000 + i / 1000);
                Mem.u16be(l4, 32768 + i % 1000);
                counts[FlowHash.slot(HASH.ipv4FiveTuple(l3, l4, 6), slots)]++;
            }
        }
        double chiSquare = 0;
        for (final int count : counts) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
        }
        assertTrue(Math.abs(chiSquare - 1020) < 225, "chi-square " + chiSquare);
    }

    /** Of 64 bits 32 flip on average; over 104 input bits and 100 keys the mean strays from that by about 0.04. */
    @Test
    void everyBitOfTheFlowKeyFlipsHalfOfTheHash() {
        final Random random = new Random(1);
        long flipped = 0;
        for (int i = 0; i < 100; i++) {
            final byte[] key = new byte[13];
            random.nextBytes(key);
            flipped += bitsFlipped(key);
        }
        assertEquals(32, flipped / (100.0 * 13 * 8), 0.2);
    }

    private static long bitsFlipped(final byte[] key) {
        final long before = SipHash.of(K0, K1, key);
        long flipped = 0;
        for (int bit = 0; bit < 8 * key.length; bit++) {
            key[bit / 8] ^= (byte) (1 << bit % 8);
            flipped += Long.bitCount(before ^ SipHash.of(K0, K1, key));
            key[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return flipped;
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of("five-tuple", "three-tuple", "source", "source-port");
    }

    @Provide
    Arbitrary<Tuple> tuples() {
        final Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65535);
        final Arbitrary<Integer> protocols = Arbitraries.integers().between(0, 255);
        return Arbitraries.of(4, 16).flatMap(length -> {
            final Arbitrary<byte[]> addresses =
                    Arbitraries.bytes().array(byte[].class).ofSize(length);
            return Combinators.combine(addresses, ports, addresses, ports, protocols)
                    .as(Tuple::new);
        });
    }
}
