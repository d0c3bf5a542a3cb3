package io.guideway.wire;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.wire.sbe.AddressDecoder;
import io.guideway.wire.sbe.AskCaptureDecoder;
import io.guideway.wire.sbe.CaptureStateDecoder;
import java.util.Optional;
import java.util.OptionalInt;
import org.agrona.DirectBuffer;

/** Octets to {@link AskCapture} and {@link CaptureState}; believes nothing. One thread. */
final class CaptureReader {
    private static final long ANY = 0xFFFF_FFFFL;
    private static final int HIGHEST_PROTOCOL = 0xFF;
    private static final int HIGHEST_PORT = 0xFFFF;

    private final AskCaptureDecoder question = new AskCaptureDecoder();
    private final CaptureStateDecoder answer = new CaptureStateDecoder();

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    AskCapture readQuestion(final DirectBuffer buffer, final int at, final Extent extent)
            throws NotUnderstoodException {
        question.wrap(buffer, at, AskCaptureDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        final AskCapture.Action action = Codes.action(question.action());
        final int count = natural("packets", question.count());
        final int seconds = natural("seconds", question.seconds());
        final int snap = natural("octets", question.snap());
        final OptionalInt protocol = number("protocol", question.protocol(), HIGHEST_PROTOCOL);
        final CaptureFilter.End source = new CaptureFilter.End(address(question.source()), port(question.sourcePort()));
        final CaptureFilter.End destination =
                new CaptureFilter.End(address(question.destination()), port(question.destinationPort()));
        final Optional<IpAddress> backend = address(question.backend());
        extent.require(question.limit(), MessageDecoder.TEXT_HEADER, "length of verdict");
        extent.require(question.limit() + MessageDecoder.TEXT_HEADER, question.verdictLength(), "verdict");
        final byte[] verdict = MessageDecoder.newName(question.verdictLength());
        question.getVerdict(verdict, 0, verdict.length);
        extent.require(question.limit(), MessageDecoder.TEXT_HEADER, "length of service");
        extent.require(question.limit() + MessageDecoder.TEXT_HEADER, question.serviceLength(), "service");
        final byte[] service = MessageDecoder.newName(question.serviceLength());
        question.getService(service, 0, service.length);
        extent.require(question.limit(), MessageDecoder.TEXT_HEADER, "length of file");
        extent.require(question.limit() + MessageDecoder.TEXT_HEADER, question.fileLength(), "file");
        final byte[] file = MessageDecoder.newName(question.fileLength());
        question.getFile(file, 0, file.length);
        extent.requireEnd(question.limit());
        final CaptureFilter filter = new CaptureFilter(
                Optional.of(Text.decode(service)).filter(name -> !name.isEmpty()),
                backend,
                verdict.length == 0 ? Optional.empty() : Optional.of(MessageDecoder.verdict(Text.decode(verdict))),
                protocol,
                source,
                destination);
        return new AskCapture(
                question.id(), action, new AskCapture.Order(filter, Text.decode(file), count, seconds, snap));
    }

    private static int natural(final String what, final long value) throws NotUnderstoodException {
        if (value > Integer.MAX_VALUE) {
            throw new NotUnderstoodException("a capture of %d %s".formatted(value, what));
        }
        return (int) value;
    }

    private static OptionalInt port(final long value) throws NotUnderstoodException {
        return number("port", value, HIGHEST_PORT);
    }

    private static OptionalInt number(final String what, final long value, final int highest)
            throws NotUnderstoodException {
        if (value == ANY) {
            return OptionalInt.empty();
        }
        if (value > highest) {
            throw new NotUnderstoodException("no %s has number %d".formatted(what, value));
        }
        return OptionalInt.of((int) value);
    }

    private static Optional<IpAddress> address(final AddressDecoder decoder) {
        return Optional.of(new IpAddress(decoder.high(), decoder.low()))
                .filter(address -> !address.equals(AskCapture.ANYBODY));
    }

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    CaptureState readAnswer(final DirectBuffer buffer, final int at, final Extent extent)
            throws NotUnderstoodException {
        answer.wrap(buffer, at, CaptureStateDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of file");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.fileLength(), "file");
        final byte[] file = MessageDecoder.newName(answer.fileLength());
        answer.getFile(file, 0, file.length);
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of end");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.endLength(), "end");
        final byte[] end = new byte[answer.endLength()];
        answer.getEnd(end, 0, end.length);
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of refusal");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.refusalLength(), "refusal");
        final byte[] refusal = new byte[answer.refusalLength()];
        answer.getRefusal(refusal, 0, refusal.length);
        extent.requireEnd(answer.limit());
        return new CaptureState(
                answer.id(),
                Codes.progress(answer.progress()),
                Text.decode(file),
                answer.packets(),
                answer.lost(),
                Text.decode(end),
                Text.decode(refusal));
    }
}
