package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.wire.sbe.AddressDecoder;
import io.guideway.wire.sbe.ExplainDecoder;
import io.guideway.wire.sbe.ExplainedDecoder;
import io.guideway.wire.sbe.ExplainedDecoder.LeavingDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Octets to {@link Explain} and {@link Explained}; believes nothing. One thread. */
final class ExplainReader {
    private static final int OCTETS_HEADER = 4;
    private static final int LEAST_LEAVING = LeavingDecoder.sbeBlockLength() + OCTETS_HEADER;
    private static final long NO_SLOT = 0xFFFF_FFFFL;

    private final ExplainDecoder question = new ExplainDecoder();
    private final ExplainedDecoder answer = new ExplainedDecoder();

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    Explain readQuestion(final DirectBuffer buffer, final int at, final Extent extent) throws NotUnderstoodException {
        question.wrap(buffer, at, ExplainDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        extent.require(question.limit(), OCTETS_HEADER, "length of frame");
        final byte[] frame = newFrame(question.limit(), question.frameLength(), extent);
        question.getFrame(frame, 0, frame.length);
        extent.requireEnd(question.limit());
        return new Explain(
                question.id(), question.port(), Codes.yes("addressed", question.addressed()), new Octets(frame));
    }

    /** Room for a frame whose length stands at {@code at}. */
    private static byte[] newFrame(final int at, final int length, final Extent extent) throws NotUnderstoodException {
        final long octets = Integer.toUnsignedLong(length);
        extent.require(at + OCTETS_HEADER, octets, "frame");
        if (octets > Explain.LONGEST_FRAME) {
            throw new NotUnderstoodException(
                    "a frame has %d octets, and %d at most".formatted(octets, Explain.LONGEST_FRAME));
        }
        return new byte[length];
    }

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    Explained readAnswer(final DirectBuffer buffer, final int at, final Extent extent) throws NotUnderstoodException {
        answer.wrap(buffer, at, ExplainedDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        final Optional<Explained.Selection> selection = selection();
        final Explained.Tracked tracked = tracked();
        final List<Explained.Departure> leaving = leaving(extent);
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of verdict");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.verdictLength(), "verdict");
        final byte[] name = MessageDecoder.newName(answer.verdictLength());
        answer.getVerdict(name, 0, name.length);
        final Verdict verdict = MessageDecoder.verdict(Text.decode(name));
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of service");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.serviceLength(), "service");
        final byte[] service = MessageDecoder.newName(answer.serviceLength());
        answer.getService(service, 0, service.length);
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of problem");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, answer.problemLength(), "problem");
        final byte[] problem = new byte[answer.problemLength()];
        answer.getProblem(problem, 0, problem.length);
        extent.requireEnd(answer.limit());
        return new Explained(
                answer.id(),
                answer.generation(),
                verdict,
                Optional.of(Text.decode(service)).filter(text -> !text.isEmpty()),
                selection,
                tracked,
                leaving,
                Text.decode(problem));
    }

    private Optional<Explained.Selection> selection() throws NotUnderstoodException {
        final long slot = answer.slot();
        final long slots = answer.slots();
        if (slot == NO_SLOT) {
            return Optional.empty();
        }
        if (slot >= slots || slots > Integer.MAX_VALUE) {
            throw new NotUnderstoodException("slot %d of %d".formatted(slot, slots));
        }
        return Optional.of(new Explained.Selection(
                answer.hash(), (int) slot, (int) slots, address(answer.owner()), address(answer.backend())));
    }

    private Explained.Tracked tracked() throws NotUnderstoodException {
        return new Explained.Tracked(
                Codes.movement(answer.movement()),
                Optional.of(address(answer.formerOwner())).filter(address -> !address.equals(ExplainWriter.NOBODY)),
                Codes.way(answer.choice()),
                Codes.recorded(answer.record()),
                (int) answer.cpu());
    }

    private List<Explained.Departure> leaving(final Extent extent) throws NotUnderstoodException {
        extent.require(answer.limit(), LeavingDecoder.sbeHeaderSize(), "head of leaving");
        final LeavingDecoder group = answer.leaving();
        extent.requireGroup(
                answer.limit(),
                group.count(),
                group.actingBlockLength(),
                LeavingDecoder.sbeBlockLength(),
                LEAST_LEAVING,
                "group leaving");
        final List<Explained.Departure> leaving = new ArrayList<>();
        while (group.hasNext()) {
            extent.require(answer.limit(), LEAST_LEAVING, "packet that leaves");
            final int port = group.next().port();
            final byte[] frame = newFrame(answer.limit(), group.frameLength(), extent);
            group.getFrame(frame, 0, frame.length);
            leaving.add(new Explained.Departure(port, new Octets(frame)));
        }
        return leaving;
    }

    private static IpAddress address(final AddressDecoder decoder) {
        return new IpAddress(decoder.high(), decoder.low());
    }
}
