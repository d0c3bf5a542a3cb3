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
final class IdentityHash implements AutoCloseable {
    private static final ByteBuffer KEY1 = key("guideway maglev1");
    private static final ByteBuffer KEY2 = key("guideway maglev2");
    private static final int LENGTH = 16;

    private final NativeBlock octets = new NativeBlock(LENGTH);

    /** The permutation of a candidate over {@code slots}, a prime. */
    Permutation permutation(final Candidate candidate, final int slots) {
        Mem.i64be(octets.address(), candidate.high());
        Mem.i64be(octets.address() + 8, candidate.low());
        return new Permutation(
                (int) Long.remainderUnsigned(hash(KEY1), slots),
                (int) Long.remainderUnsigned(hash(KEY2), slots - 1) + 1);
    }

    private long hash(final ByteBuffer key) {
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
