package io.guideway.bench;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.guideway.flow.FlowHash;
import io.guideway.ring.Mem;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FlowHash} of IPv4 five-tuples, as many packets at once as the machine's vectors have lanes: an experiment with the
 * Vector API, which is still an incubator's. Belongs to one thread; needs the module jdk.incubator.vector.
 */
final class VectorFlowHash {
    private static final VectorSpecies<Long> LANES = LongVector.SPECIES_PREFERRED;
    private static final int IPV4_SOURCE = 12;
    private static final int FINAL_ROUNDS = 3;

    private final long k0;
    private final long k1;
    private final FlowHash scalar;
    /** The message of each packet: a column with source and destination, one with ports, protocol and the length. */
    private final long[][] words;

    /** @param most packets of a burst */
    VectorFlowHash(final long k0, final long k1, final int most) {
        this.k0 = k0;
        this.k1 = k1;
        scalar = new FlowHash(k0, k1);
        words = new long[2][most];
    }

    /** Fills the first {@code count} hashes; what is left over after the last full vector goes the ordinary way. */
    void ipv4FiveTuple(final long[] l3, final long[] l4, final int[] protocol, final long[] hash, final int count) {
        final int vectors = LANES.loopBound(count);
        for (int i = 0; i < vectors; i++) {
            words[0][i] = Mem.i64le(l3[i] + IPV4_SOURCE);
            words[1][i] = Mem.i32le(l4[i]) & 0xFFFF_FFFFL | (long) protocol[i] << 32 | 13L << 56;
        }
        for (int i = 0; i < vectors; i += LANES.length()) {
            hash(i, hash);
        }
        for (int i = vectors; i < count; i++) {
            hash[i] = scalar.ipv4FiveTuple(l3[i], l4[i], protocol[i]);
        }
    }

    /** SipHash-1-3 of the packets from {@code first} on; as {@link io.guideway.hash.SipHash} has it. */
    private void hash(final int first, final long[] hash) {
        LongVector v0 = LongVector.broadcast(LANES, k0 ^ 0x736f6d6570736575L);
        LongVector v1 = LongVector.broadcast(LANES, k1 ^ 0x646f72616e646f6dL);
        LongVector v2 = LongVector.broadcast(LANES, k0 ^ 0x6c7967656e657261L);
        LongVector v3 = LongVector.broadcast(LANES, k1 ^ 0x7465646279746573L);
        for (final long[] column : words) {
            final LongVector word = LongVector.fromArray(LANES, column, first);
            v3 = v3.lanewise(XOR, word);
            v0 = v0.add(v1);
            v2 = v2.add(v3);
            v1 = v1.lanewise(ROL, 13).lanewise(XOR, v0);
            v3 = v3.lanewise(ROL, 16).lanewise(XOR, v2);
            v2 = v2.add(v1);
            v0 = v0.lanewise(ROL, 32).add(v3);
            v1 = v1.lanewise(ROL, 17).lanewise(XOR, v2);
            v3 = v3.lanewise(ROL, 21).lanewise(XOR, v0);
            v2 = v2.lanewise(ROL, 32);
            v0 = v0.lanewise(XOR, word);
        }
        v2 = v2.lanewise(XOR, 0xFF);
        for (int i = 0; i < FINAL_ROUNDS; i++) {
            v0 = v0.add(v1);
            v2 = v2.add(v3);
            v1 = v1.lanewise(ROL, 13).lanewise(XOR, v0);
            v3 = v3.lanewise(ROL, 16).lanewise(XOR, v2);
            v2 = v2.add(v1);
            v0 = v0.lanewise(ROL, 32).add(v3);
            v1 = v1.lanewise(ROL, 17).lanewise(XOR, v2);
            v3 = v3.lanewise(ROL, 21).lanewise(XOR, v0);
            v2 = v2.lanewise(ROL, 32);
        }
        // Stored here and not returned: what a method returns that C2 does not inline is an object.
        v0.lanewise(XOR, v1).lanewise(XOR, v2).lanewise(XOR, v3).intoArray(hash, first);
    }
}
