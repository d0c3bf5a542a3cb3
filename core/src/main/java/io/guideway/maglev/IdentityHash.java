package io.guideway.maglev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.guideway.hash.SipHash;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The paper's h1 and h2: SipHash-1-3 of the 16 octets of an identity, each under a key of its own. The keys are published,
 * unlike the tier's seed, so that anybody can check a table. One thread.
 */
final class IdentityHash implements Permutations {
    private static final ByteBuffer KEY1 = key("guideway maglev1");
    private static final ByteBuffer KEY2 = key("guideway maglev2");
    private static final int LENGTH = 16;

    private final NativeBlock octets = new NativeBlock(LENGTH);

    @Override
    public int offset(final long high, final long low, final int slots) {
        return (int) Long.remainderUnsigned(hash(KEY1, high, low), slots);
    }

    @Override
    public int skip(final long high, final long low, final int slots) {
        return (int) Long.remainderUnsigned(hash(KEY2, high, low), slots - 1) + 1;
    }

    /** The permutation of a candidate over {@code slots}, a prime. */
    Permutation permutation(final Candidate candidate, final int slots) {
        return new Permutation(
                offset(candidate.high(), candidate.low(), slots), skip(candidate.high(), candidate.low(), slots));
    }

    private long hash(final ByteBuffer key, final long high, final long low) {
        Mem.i64be(octets.address(), high);
        Mem.i64be(octets.address() + 8, low);
        return SipHash.of(key.getLong(0), key.getLong(8), octets.address(), LENGTH);
    }

    private static ByteBuffer key(final String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        octets.close();
    }
}
