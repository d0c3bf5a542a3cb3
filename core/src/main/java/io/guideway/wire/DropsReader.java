package io.guideway.wire;

import io.guideway.packet.Verdict;
import io.guideway.wire.sbe.AskDropsDecoder;
import io.guideway.wire.sbe.DropsDecoder;
import io.guideway.wire.sbe.DropsDecoder.PacketsDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Octets to {@link AskDrops} and {@link Drops}; believes nothing. One thread. */
final class DropsReader {
    private static final int LEAST_PACKET = PacketsDecoder.sbeBlockLength() + 2 * MessageDecoder.TEXT_HEADER;

    private final AskDropsDecoder question = new AskDropsDecoder();
    private final DropsDecoder answer = new DropsDecoder();

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    AskDrops readQuestion(final DirectBuffer buffer, final int at, final Extent extent) throws NotUnderstoodException {
        question.wrap(buffer, at, AskDropsDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        extent.requireEnd(question.limit());
        return new AskDrops(question.id());
    }

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    Drops readAnswer(final DirectBuffer buffer, final int at, final Extent extent) throws NotUnderstoodException {
        answer.wrap(buffer, at, DropsDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        extent.require(answer.limit(), PacketsDecoder.sbeHeaderSize(), "head of packets");
        final PacketsDecoder group = answer.packets();
        extent.requireGroup(
                answer.limit(),
                group.count(),
                group.actingBlockLength(),
                PacketsDecoder.sbeBlockLength(),
                LEAST_PACKET,
                "group packets");
        final List<Drops.Drop> drops = new ArrayList<>();
        while (group.hasNext()) {
            extent.require(answer.limit(), LEAST_PACKET, "dropped packet");
            drops.add(drop(group.next(), extent));
        }
        extent.requireEnd(answer.limit());
        return new Drops(answer.id(), drops);
    }

    private Drops.Drop drop(final PacketsDecoder packet, final Extent extent) throws NotUnderstoodException {
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, packet.verdictLength(), "verdict");
        final byte[] name = MessageDecoder.newName(packet.verdictLength());
        packet.getVerdict(name, 0, name.length);
        final Verdict verdict = MessageDecoder.verdict(Text.decode(name));
        extent.require(answer.limit(), MessageDecoder.TEXT_HEADER, "length of octets");
        extent.require(answer.limit() + MessageDecoder.TEXT_HEADER, packet.octetsLength(), "octets");
        final byte[] octets = new byte[packet.octetsLength()];
        packet.getOctets(octets, 0, octets.length);
        return new Drops.Drop(verdict, packet.timeMs(), (int) packet.cpu(), (int) packet.length(), new Octets(octets));
    }
}
