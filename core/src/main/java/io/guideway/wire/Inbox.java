package io.guideway.wire;

import io.guideway.wire.sbe.GenerationDecoder;
import io.guideway.wire.sbe.MessageHeaderDecoder;
import io.guideway.wire.sbe.PartDecoder;
import org.agrona.DirectBuffer;

/**
 * Frames of one sender at a time to messages. Every frame ends in one of four ways: a message, a part put aside, a refusal that
 * says why, or, after a long message was refused, a part dropped. One thread.
 */
final class Inbox {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Side side;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PartDecoder part = new PartDecoder();
    private final GenerationDecoder generation = new GenerationDecoder();
    private final MessageDecoder decoder = new MessageDecoder();
    private final Assembly assembly = new Assembly();
    private long messages;
    private long refused;

    Inbox(final Side side) {
        this.side = side;
    }

    /** Where messages go. */
    interface Reader {
        /** A message that was understood; for this side. */
        void onMessage(Message message);

        /** A frame, or a long message, that was not. */
        void onNotUnderstood(Refused refusal);
    }

    /** Reads a frame. */
    void accept(final DirectBuffer buffer, final int offset, final int length, final Reader reader) {
        try {
            final Template template = template(buffer, offset, length);
            if (template == Template.PART) {
                acceptPart(buffer, offset, length, reader);
            } else {
                read(template, buffer, offset, length, reader);
            }
        } catch (final NotUnderstoodException garbage) {
            refuse(buffer, offset, length, garbage, reader);
        }
    }

    private void acceptPart(final DirectBuffer buffer, final int offset, final int length, final Reader reader)
            throws NotUnderstoodException {
        final Extent extent = new Extent(offset + length);
        part.wrap(buffer, offset + HEADER, PartDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        extent.require(part.limit(), PartDecoder.pieceHeaderLength(), "length of piece");
        final int piece = part.limit() + PartDecoder.pieceHeaderLength();
        final int octets = part.pieceLength();
        extent.require(piece, Integer.toUnsignedLong(octets), "piece");
        extent.requireEnd(piece + octets);
        if (assembly.add(part, buffer, piece, octets)) {
            try {
                acceptWhole(reader);
            } finally {
                assembly.done();
            }
        }
    }

    private void acceptWhole(final Reader reader) {
        final DirectBuffer whole = assembly.octets();
        final int length = assembly.length();
        try {
            read(template(whole, 0, length), whole, 0, length, reader);
        } catch (final NotUnderstoodException garbage) {
            refuse(whole, 0, length, garbage, reader);
        }
    }

    /** What the header says, if this program can read that. */
    private Template template(final DirectBuffer buffer, final int offset, final int length)
            throws NotUnderstoodException {
        final Extent extent = new Extent(offset + length);
        extent.require(offset, HEADER, "header");
        header.wrap(buffer, offset);
        if (header.schemaId() != Template.SCHEMA_ID) {
            throw new NotUnderstoodException(
                    "schema %d is not ours, %d".formatted(header.schemaId(), Template.SCHEMA_ID));
        }
        if (header.version() > Template.SCHEMA_VERSION) {
            throw new NotUnderstoodException("message %s version %d, this %s knows up to %d; upgrade the %s first"
                    .formatted(
                            Template.text(header.templateId()), header.version(), side, Template.SCHEMA_VERSION, side));
        }
        if (header.version() == 0) {
            throw new NotUnderstoodException("version 0 never was");
        }
        final Template template = Template.of(header.templateId());
        if (header.blockLength() != template.blockLength()) {
            throw new NotUnderstoodException("the block of %s has %d octets here and %d there"
                    .formatted(Template.text(template.id()), template.blockLength(), header.blockLength()));
        }
        extent.require(offset + HEADER, template.blockLength(), "block of " + Template.text(template.id()));
        return template;
    }

    private void read(
            final Template template, final DirectBuffer buffer, final int offset, final int length, final Reader reader)
            throws NotUnderstoodException {
        final Message message = decoder.decode(template, buffer, offset + HEADER, new Extent(offset + length));
        if (!side.reads(message)) {
            throw new NotUnderstoodException(
                    "message %s is not for a %s".formatted(Template.text(template.id()), side));
        }
        messages++;
        reader.onMessage(message);
    }

    private void refuse(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final NotUnderstoodException garbage,
            final Reader reader) {
        refused++;
        final int id = length < HEADER ? 0 : header.wrap(buffer, offset).templateId();
        reader.onNotUnderstood(new Refused(
                generationNumber(buffer, offset, length, id), id, Refused.Cause.NOT_UNDERSTOOD, garbage.getMessage()));
    }

    /** So that a controller knows which of its generations is meant. */
    private long generationNumber(final DirectBuffer buffer, final int offset, final int length, final int id) {
        if (id != Template.GENERATION.id() || length < HEADER + GenerationDecoder.BLOCK_LENGTH) {
            return 0;
        }
        return generation
                .wrap(buffer, offset + HEADER, GenerationDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION)
                .number();
    }

    /** The sender is gone, or another takes its place: what it left unfinished is dropped. */
    void reset() {
        assembly.reset();
    }

    /** Messages understood. */
    long messages() {
        return messages;
    }

    /** Messages not understood. */
    long refused() {
        return refused;
    }

    /** Long messages that broke off. */
    long incomplete() {
        return assembly.incomplete();
    }
}
