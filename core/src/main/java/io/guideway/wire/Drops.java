package io.guideway.wire;

import io.guideway.packet.Verdict;
import java.util.List;

/**
 * The packets that were dropped last.
 *
 * @param id of the {@link AskDrops} that this answers
 * @param drops by reason, and of one reason by time
 */
public record Drops(long id, List<Drop> drops) implements Answer {
    /** Takes a copy. */
    public Drops {
        drops = List.copyOf(drops);
    }

    /**
     * One packet.
     *
     * @param verdict why it was dropped
     * @param timeMs when, milliseconds since 1970 in UTC
     * @param cpu of the worker that dropped it
     * @param length octets of the frame
     * @param octets the first of them
     */
    public record Drop(Verdict verdict, long timeMs, int cpu, int length, Octets octets) {}
}
