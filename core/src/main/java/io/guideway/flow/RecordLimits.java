package io.guideway.flow;

/**
 * How much a {@link RecordTable} holds, and for how long. Ticks are those of the clock that the table's owner tells it,
 * seconds as a rule.
 *
 * @param records places, 8 to 2^28; a multiple of 4 is made of it
 * @param embryonicTicks how long the record of a flow that begins waits to be confirmed, 1 to {@link #MOST_TICKS}
 * @param idleTicks how long a confirmed record outlives its flow's last packet, and that of an older flow its first, 1 to {@link #MOST_TICKS}
 * @param perSource embryonic records that one source prefix may make in {@code embryonicTicks}, at least 1
 */
public record RecordLimits(int records, int embryonicTicks, int idleTicks, int perSource) {
    /** Longest life in ticks: half of what a stamp can tell apart. */
    public static final int MOST_TICKS = 1 << 15;

    static final int FEWEST_RECORDS = 8;
    static final int MOST_RECORDS = 1 << 28;

    /** @throws IllegalArgumentException if one is out of range */
    public RecordLimits {
        check("records", records, FEWEST_RECORDS, MOST_RECORDS);
        check("embryonic ticks", embryonicTicks, 1, MOST_TICKS);
        check("idle ticks", idleTicks, 1, MOST_TICKS);
        check("embryonic records of a source prefix", perSource, 1, SourceCounts.MOST);
    }

    private static void check(final String what, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d is out of range; give %d to %d".formatted(what, value, least, most));
        }
    }

    /** Hot path. Whether a value stands for a record that has not outlived its time. */
    boolean isLive(final long value, final int now) {
        final int ticks = FlowRecord.livesLong(value) ? idleTicks : embryonicTicks;
        return value != FlowRecord.FREE && FlowRecord.age(value, now) <= ticks;
    }
}
