package io.guideway.wire;

import io.guideway.wire.sbe.AskDropsEncoder;
import io.guideway.wire.sbe.DropsEncoder;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** {@link AskDrops} and {@link Drops} to octets. One thread. */
final class DropsWriter {
    private final AskDropsEncoder question = new AskDropsEncoder();
    private final DropsEncoder answer = new DropsEncoder();

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final AskDrops message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        return question.wrapAndApplyHeader(buffer, 0, header).id(message.id()).limit();
    }

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final Drops message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        answer.wrapAndApplyHeader(buffer, 0, header).id(message.id());
        final DropsEncoder.PacketsEncoder packets =
                answer.packetsCount(message.drops().size());
        for (final Drops.Drop drop : message.drops()) {
            final byte[] verdict = drop.verdict().text().getBytes(StandardCharsets.US_ASCII);
            packets.next()
                    .timeMs(drop.timeMs())
                    .cpu(drop.cpu())
                    .length(drop.length())
                    .putVerdict(verdict, 0, verdict.length)
                    .putOctets(drop.octets().bytes(), 0, drop.octets().length());
        }
        return answer.limit();
    }
}
