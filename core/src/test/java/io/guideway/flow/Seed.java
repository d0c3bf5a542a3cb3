package io.guideway.flow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tier's seed as its 16 octets, from which vectors start. */
final class Seed {
    private Seed() {}

    /** The hash under these octets, read as docs/hash.md has it. */
    static FlowHash hash(final byte[] octets) {
        final ByteBuffer words = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        return new FlowHash(words.getLong(), words.getLong());
    }
}
