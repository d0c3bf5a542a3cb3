package io.guideway.flow;

/** What one look at a bucket of a {@link RecordTable} tells about room in it. Belongs to the table's owner; used over and over. */
final class BucketSurvey {
    /**
     * Places of a bucket that embryonic records may take. They give way to confirmed ones in any case; the more they are, the longer a
     * handshake may last in a flood.
     */
    static final int EMBRYONIC_PLACES = 3;

    private final RecordLimits limits;
    private int live;
    private int embryonic;
    private long vacant;
    private long oldestEmbryonic;
    private long seniority;

    BucketSurvey(final RecordLimits limits) {
        this.limits = limits;
    }

    /**
     * Looks at the bucket that begins at native address {@code bucket}.
     *
     * @param made records so far
     */
    void look(final long bucket, final int now, final long made) {
        live = 0;
        embryonic = 0;
        vacant = RecordTable.NOWHERE;
        oldestEmbryonic = RecordTable.NOWHERE;
        seniority = -1;
        for (long at = bucket; at != bucket + RecordTable.BUCKET; at += FlowRecord.SIZE) {
            lookAt(at, now, made);
        }
    }

    private void lookAt(final long at, final int now, final long made) {
        final long value = FlowRecord.value(at);
        if (!limits.isLive(value, now)) {
            vacant = at;
            return;
        }
        live++;
        if (!FlowRecord.isConfirmed(value)) {
            embryonic++;
            final long its = FlowRecord.seniority(value, now, made);
            if (its > seniority) {
                seniority = its;
                oldestEmbryonic = at;
            }
        }
    }

    /** Of two buckets, where a new embryonic record goes: the emptier, else in place of the older embryonic one, else nowhere. */
    static long forEmbryonic(final BucketSurvey first, final BucketSurvey second) {
        return choose(first, first.vacantForEmbryonic(), second, second.vacantForEmbryonic());
    }

    /** Where a new confirmed record goes: the emptier bucket, else in place of the older embryonic record, else nowhere. */
    static long forConfirmed(final BucketSurvey first, final BucketSurvey second) {
        return choose(first, first.vacant, second, second.vacant);
    }

    private static long choose(
            final BucketSurvey first, final long inFirst, final BucketSurvey second, final long inSecond) {
        if (inFirst != RecordTable.NOWHERE && inSecond != RecordTable.NOWHERE) {
            return first.live <= second.live ? inFirst : inSecond;
        }
        if (inFirst != RecordTable.NOWHERE || inSecond != RecordTable.NOWHERE) {
            return inFirst != RecordTable.NOWHERE ? inFirst : inSecond;
        }
        return first.seniority >= second.seniority ? first.oldestEmbryonic : second.oldestEmbryonic;
    }

    private long vacantForEmbryonic() {
        return embryonic < EMBRYONIC_PLACES ? vacant : RecordTable.NOWHERE;
    }
}
