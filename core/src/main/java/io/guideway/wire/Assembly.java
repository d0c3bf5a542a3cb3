package io.guideway.wire;

import io.guideway.wire.sbe.PartDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts parts together. Holds one message, no longer than {@value #LONGEST} octets, in memory that grows with what has come and
 * not with what was announced. A part without its predecessor is refused, and what there was is dropped. One thread.
 */
final class Assembly {
    /** Octets of the longest message. */
    static final int LONGEST = 64 << 20;

    /** Memory up to here is kept for the next message. */
    private static final int KEPT = 4 << 20;

    private static final int FIRST_ROOM = 64 << 10;

    /** No message has this number. */
    private static final long NONE = 0;

    private final UnsafeBuffer octets = new UnsafeBuffer(new byte[0]);
    private long message = NONE;
    private long refused = NONE;
    private int total;
    private int filled;
    private long next;
    private long incomplete;

    /**
     * Adds a part whose piece lies in {@code buffer} from {@code at} on.
     *
     * @return whether the message is whole: {@link #octets}, {@link #length}
     * @throws NotUnderstoodException once a message that cannot be put together; its other parts are dropped without a word
     */
    boolean add(final PartDecoder part, final DirectBuffer buffer, final int at, final int length)
            throws NotUnderstoodException {
        if (part.index() == 0) {
            drop();
            begin(part.message(), part.totalLength());
        } else if (refused != NONE && part.message() == refused && message == NONE) {
            return false;
        }
        requireFits(part, length);
        makeRoom(filled + length);
        octets.putBytes(filled, buffer, at, length);
        filled += length;
        next++;
        return filled == total;
    }

    private void begin(final long number, final long totalLength) throws NotUnderstoodException {
        if (totalLength > LONGEST) {
            refused = number;
            throw new NotUnderstoodException("a message of %d octets; use at most %d".formatted(totalLength, LONGEST));
        }
        message = number;
        total = (int) totalLength;
        filled = 0;
        next = 0;
    }

    private void requireFits(final PartDecoder part, final int length) throws NotUnderstoodException {
        final long number = part.message();
        if (number == NONE || number != message || part.index() != next || part.totalLength() != total) {
            refuse(number, "part %d of message %d does not follow what came before".formatted(part.index(), number));
        }
        if (length == 0 || length > total - filled) {
            refuse(
                    number,
                    "part %d of message %d has %d octets, and 1 to %d are missing"
                            .formatted(part.index(), number, length, total - filled));
        }
    }

    private void refuse(final long number, final String reason) throws NotUnderstoodException {
        drop();
        refused = number;
        throw new NotUnderstoodException(reason);
    }

    private void makeRoom(final int needed) {
        if (needed > octets.capacity()) {
            final int room = (int) Math.min(total, Math.max(FIRST_ROOM, Math.max(needed, 2L * octets.capacity())));
            final byte[] larger = new byte[room];
            octets.getBytes(0, larger, 0, Math.min(filled, octets.capacity()));
            octets.wrap(larger);
        }
    }

    /** The whole message, from position 0 on. */
    DirectBuffer octets() {
        return octets;
    }

    /** Octets of the whole message. */
    int length() {
        return filled;
    }

    /** The whole message has been read. */
    void done() {
        message = NONE;
        filled = 0;
        release();
    }

    /** Forgets an unfinished message: its sender is gone, or has begun another. */
    void drop() {
        if (message != NONE) {
            incomplete++;
            done();
        }
    }

    /** Another sender numbers its messages anew. */
    void reset() {
        drop();
        refused = NONE;
    }

    private void release() {
        if (octets.capacity() > KEPT) {
            octets.wrap(new byte[0]);
        }
    }

    /** Messages that were dropped unfinished. */
    long incomplete() {
        return incomplete;
    }
}
