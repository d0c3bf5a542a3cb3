package io.guideway.wire;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.wire.sbe.AddressEncoder;
import io.guideway.wire.sbe.AskCaptureEncoder;
import io.guideway.wire.sbe.CaptureStateEncoder;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/** {@link AskCapture} and {@link CaptureState} to octets. One thread. */
final class CaptureWriter {
    /** As a protocol or port: any. */
    static final int ANY = 0xFFFF_FFFF;

    private final AskCaptureEncoder question = new AskCaptureEncoder();
    private final CaptureStateEncoder answer = new CaptureStateEncoder();

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final AskCapture message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        final AskCapture.Order order = message.order();
        final CaptureFilter filter = order.filter();
        question.wrapAndApplyHeader(buffer, 0, header)
                .id(message.id())
                .action(Codes.of(message.action()))
                .count(order.count())
                .seconds(order.seconds())
                .snap(order.snap())
                .protocol(filter.protocol().orElse(ANY) & 0xFFFF_FFFFL)
                .sourcePort(filter.source().port().orElse(ANY) & 0xFFFF_FFFFL)
                .destinationPort(filter.destination().port().orElse(ANY) & 0xFFFF_FFFFL);
        write(filter.backend(), question.backend());
        write(filter.source().address(), question.source());
        write(filter.destination().address(), question.destination());
        final byte[] verdict = filter.verdict().map(Verdict::text).orElse("").getBytes(StandardCharsets.US_ASCII);
        final byte[] service = Text.checkName(filter.service().orElse(""));
        final byte[] file = Text.checkName(order.file());
        return question.putVerdict(verdict, 0, verdict.length)
                .putService(service, 0, service.length)
                .putFile(file, 0, file.length)
                .limit();
    }

    private static void write(final Optional<IpAddress> address, final AddressEncoder encoder) {
        final IpAddress written = address.orElse(AskCapture.ANYBODY);
        encoder.high(written.high()).low(written.low());
    }

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final CaptureState message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        final byte[] file = Text.checkName(message.file());
        final byte[] end = Text.cut(message.end(), MessageEncoder.LONGEST_REASON);
        final byte[] refusal = Text.cut(message.refusal(), MessageEncoder.LONGEST_REASON);
        return answer.wrapAndApplyHeader(buffer, 0, header)
                .id(message.id())
                .progress(Codes.of(message.progress()))
                .packets(message.packets())
                .lost(message.lost())
                .putFile(file, 0, file.length)
                .putEnd(end, 0, end.length)
                .putRefusal(refusal, 0, refusal.length)
                .limit();
    }
}
