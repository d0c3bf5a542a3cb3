package io.guideway.wire;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import io.guideway.wire.sbe.PartEncoder;
import org.agrona.ExpandableArrayBuffer;

/**
 * Messages to frames. A message that is too long for a frame goes out in parts, as many at a time as the stream has room for;
 * one at most is unfinished. One thread.
 */
final class Outbox {
    /** The driver may be about to turn a page or move the limit on; a reader that lags is not waited for. */
    private static final int ATTEMPTS = 3;

    private static final int PART_HEADER =
            MessageHeaderEncoder.ENCODED_LENGTH + PartEncoder.BLOCK_LENGTH + PartEncoder.pieceHeaderLength();

    private final MessageEncoder encoder = new MessageEncoder();
    private final ExpandableArrayBuffer octets = new ExpandableArrayBuffer();
    private final ExpandableArrayBuffer partHeader = new ExpandableArrayBuffer(PART_HEADER);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PartEncoder part = new PartEncoder();
    private ExclusivePublication publication;
    private int length;
    private int sent;
    private long number;
    private long index;
    private long unsent;

    /** Sends from now on by this publication; null: by none. What was unfinished is dropped. */
    void use(final ExclusivePublication another) {
        drop();
        publication = another;
    }

    /** Sends a message, or its first parts. */
    OfferResult offer(final Message message) {
        if (publication == null) {
            return OfferResult.NOT_CONNECTED;
        }
        if (isUnfinished()) {
            return OfferResult.BACK_PRESSURE;
        }
        final int encoded = encoder.encode(message, octets);
        if (encoded > Assembly.LONGEST) {
            return OfferResult.TOO_LONG;
        }
        return encoded <= publication.maxPayloadLength() ? offerWhole(encoded) : offerParts(encoded);
    }

    /** Sends an answer of this end's own; if it finds no room, it is lost and counted. */
    void offerOrCount(final Message message) {
        if (offer(message) != OfferResult.SENT) {
            unsent++;
        }
    }

    private OfferResult offerWhole(final int encoded) {
        long result = publication.offer(octets, 0, encoded);
        for (int i = 1; i < ATTEMPTS && isWorthAnother(result); i++) {
            result = publication.offer(octets, 0, encoded);
        }
        return result > 0 ? OfferResult.SENT : failure(result);
    }

    private OfferResult offerParts(final int encoded) {
        length = encoded;
        sent = 0;
        index = 0;
        number++;
        final long result = sendParts();
        if (sent == length) {
            return OfferResult.SENT;
        }
        if (sent > 0 && isWorthAnother(result)) {
            return OfferResult.UNFINISHED;
        }
        length = 0;
        sent = 0;
        return failure(result);
    }

    /** Sends further parts of an unfinished message; returns whether there was one. */
    boolean resume() {
        if (!isUnfinished()) {
            return false;
        }
        if (!isWorthAnother(sendParts()) && isUnfinished()) {
            drop();
        }
        return true;
    }

    /** Sends parts as long as there is room; returns Aeron's last result. */
    private long sendParts() {
        long result = 0;
        int attempts = 0;
        while (isUnfinished() && attempts < ATTEMPTS) {
            result = sendPart();
            if (result > 0) {
                attempts = 0;
            } else if (isWorthAnother(result)) {
                attempts++;
            } else {
                break;
            }
        }
        return result;
    }

    private long sendPart() {
        final int piece = Math.min(length - sent, publication.maxPayloadLength() - PART_HEADER);
        part.wrapAndApplyHeader(partHeader, 0, header)
                .message(number)
                .totalLength(length)
                .index(index);
        partHeader.putInt(part.limit(), piece, PartEncoder.BYTE_ORDER);
        final long result = publication.offer(partHeader, 0, PART_HEADER, octets, sent, piece, null);
        if (result > 0) {
            sent += piece;
            index++;
        }
        return result;
    }

    private static boolean isWorthAnother(final long result) {
        return result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION;
    }

    private static OfferResult failure(final long result) {
        if (isWorthAnother(result)) {
            return OfferResult.BACK_PRESSURE;
        }
        return result == Publication.NOT_CONNECTED ? OfferResult.NOT_CONNECTED : OfferResult.CLOSED;
    }

    private boolean isUnfinished() {
        return sent < length;
    }

    private void drop() {
        if (isUnfinished()) {
            unsent++;
        }
        length = 0;
        sent = 0;
    }

    /** Messages dropped unfinished, and own answers that found no room. */
    long unsent() {
        return unsent;
    }
}
