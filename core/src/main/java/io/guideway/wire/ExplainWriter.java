package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.wire.sbe.AddressEncoder;
import io.guideway.wire.sbe.ExplainEncoder;
import io.guideway.wire.sbe.ExplainedEncoder;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** {@link Explain} and {@link Explained} to octets. One thread. */
final class ExplainWriter {
    /** As a slot: none was chosen. */
    static final int NO_SLOT = -1;

    /** As an address: none. It is no backend's, since the unspecified address is nobody's. */
    static final IpAddress NOBODY = new IpAddress(0, 0);

    private static final Explained.Selection NOTHING = new Explained.Selection(0, NO_SLOT, 0, NOBODY, NOBODY);

    private final ExplainEncoder question = new ExplainEncoder();
    private final ExplainedEncoder answer = new ExplainedEncoder();

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final Explain message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        return question.wrapAndApplyHeader(buffer, 0, header)
                .id(message.id())
                .port(message.port())
                .addressed(Codes.of(message.isAddressed()))
                .putFrame(message.frame().bytes(), 0, message.frame().length())
                .limit();
    }

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final Explained message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        answer.wrapAndApplyHeader(buffer, 0, header).id(message.id()).generation(message.generation());
        write(message.selection().orElse(NOTHING));
        write(message.tracked());
        final ExplainedEncoder.LeavingEncoder leaving =
                answer.leavingCount(message.leaving().size());
        for (final Explained.Departure departure : message.leaving()) {
            leaving.next()
                    .port(departure.port())
                    .putFrame(departure.frame().bytes(), 0, departure.frame().length());
        }
        final byte[] verdict = message.verdict().text().getBytes(StandardCharsets.US_ASCII);
        final byte[] service = Text.checkName(message.service().orElse(""));
        final byte[] problem = Text.cut(message.problem(), MessageEncoder.LONGEST_REASON);
        return answer.putVerdict(verdict, 0, verdict.length)
                .putService(service, 0, service.length)
                .putProblem(problem, 0, problem.length)
                .limit();
    }

    private void write(final Explained.Selection selection) {
        answer.hash(selection.hash())
                .slot(Integer.toUnsignedLong(selection.slot()))
                .slots(selection.slots());
        write(selection.owner(), answer.owner());
        write(selection.backend(), answer.backend());
    }

    private void write(final Explained.Tracked tracked) {
        answer.movement(Codes.of(tracked.movement()))
                .choice(Codes.of(tracked.way()))
                .record(Codes.of(tracked.recorded()))
                .cpu(Integer.toUnsignedLong(tracked.cpu()));
        write(tracked.formerOwner().orElse(NOBODY), answer.formerOwner());
    }

    private static void write(final IpAddress address, final AddressEncoder encoder) {
        encoder.high(address.high()).low(address.low());
    }
}
