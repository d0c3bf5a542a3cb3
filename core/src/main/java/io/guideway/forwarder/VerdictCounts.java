package io.guideway.forwarder;

import io.guideway.packet.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Packets by verdict. Every packet has exactly one, so their sum is what was received.
 *
 * @param packets by verdict, in the verdicts' order; those that did not happen may be missing
 */
public record VerdictCounts(Map<Verdict, Long> packets) {
    /** Takes a copy. */
    public VerdictCounts {
        final Map<Verdict, Long> inOrder = new EnumMap<>(Verdict.class);
        inOrder.putAll(packets);
        packets = Collections.unmodifiableMap(inOrder);
    }

    /** What {@code counter} says of each verdict that happened. */
    static VerdictCounts of(final ToLongFunction<Verdict> counter) {
        final Map<Verdict, Long> packets = new EnumMap<>(Verdict.class);
        for (final Verdict verdict : Verdict.values()) {
            final long count = counter.applyAsLong(verdict);
            if (count > 0) {
                packets.put(verdict, count);
            }
        }
        return new VerdictCounts(packets);
    }

    /** Packets with one verdict. */
    public long of(final Verdict verdict) {
        return packets.getOrDefault(verdict, 0L);
    }

    /** Packets in all. */
    public long received() {
        return packets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Packets that went nowhere, for whatever reason. */
    public long dropped() {
        return packets.entrySet().stream()
                .filter(count -> count.getKey().isDrop())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
