package io.guideway.controller.operate;

import io.guideway.packet.FrameText;
import io.guideway.packet.Verdict;
import io.guideway.wire.Drops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Why packets are dropped, and the last ones of each reason.
 *
 * @param drops in the order of the verdicts; only reasons that there were
 */
public record DroppedPackets(List<Reason> drops) {
    /** Takes a copy. */
    public DroppedPackets {
        drops = List.copyOf(drops);
    }

    /**
     * A reason.
     *
     * @param verdict as docs/packets.md names it
     * @param meaning of it, a sentence with what can be done
     * @param packets that were dropped for it
     * @param last the last of them, as far as they were kept, the newest at the end
     */
    public record Reason(String verdict, String meaning, long packets, List<Kept> last) {
        /** Takes a copy. */
        public Reason {
            last = List.copyOf(last);
        }
    }

    /**
     * A packet.
     *
     * @param time when it was dropped
     * @param cpu of the worker
     * @param length octets of the frame
     * @param layers of it in words, the outermost first
     * @param octets the first of the frame, as hexadecimal digits
     */
    public record Kept(Instant time, int cpu, int length, List<String> layers, String octets) {
        /** Takes a copy. */
        public Kept {
            layers = List.copyOf(layers);
        }

        private static Kept of(final Drops.Drop drop) {
            return new Kept(
                    Instant.ofEpochMilli(drop.timeMs()),
                    drop.cpu(),
                    drop.length(),
                    FrameText.layers(drop.octets().bytes()),
                    drop.octets().toString());
        }
    }

    /** @param counts packets by verdict; may be older than what was kept */
    public static DroppedPackets of(final Drops drops, final ToLongFunction<Verdict> counts) {
        final Map<Verdict, List<Kept>> kept = new EnumMap<>(Verdict.class);
        drops.drops()
                .forEach(drop -> kept.computeIfAbsent(drop.verdict(), reason -> new ArrayList<>())
                        .add(Kept.of(drop)));
        final List<Reason> reasons = new ArrayList<>();
        for (final Verdict verdict : Verdict.values()) {
            final List<Kept> last = kept.getOrDefault(verdict, List.of());
            final long packets = Math.max(counts.applyAsLong(verdict), last.size());
            if (verdict.isDrop() && packets > 0) {
                reasons.add(new Reason(verdict.text(), Meaning.of(verdict), packets, last));
            }
        }
        return new DroppedPackets(reasons);
    }
}
