package io.guideway.flow;

import io.guideway.ring.NativeBlock;

/**
 * Which backend has been chosen for which flow: a bounded table off-heap of 16 octets a {@linkplain FlowRecord record}. A
 * record is a hint; losing one can cost one flow and nothing else. docs/consistency.md tells the rules,
 * docs/decisions/0007-flow-records.md the reasons.
 *
 * <p>A bucket is a cache line of 4 places, and the key of a flow names the two buckets that its record may stand in. So every
 * operation touches two lines at the most, both known from the key; there are no chains, no marks for deleted records, and
 * nothing moves, grows or allocates. Records that have outlived their time are vacant places.
 *
 * <p>An embryonic record waits for a later packet of its flow. Embryonic records take three places of a bucket at the most and
 * give way to any other new record; confirmed ones give way to none.
 *
 * <p>The key of a flow is its 64-bit {@link FlowHash}: evenly spread and keyed, so that nobody can aim at a bucket. It must
 * differ between services: the hash of a five-tuple does, that of a source address has to be joined with one of the service.
 *
 * <p>One thread, the owner, calls what is not marked otherwise. {@link #peek} and {@link #get} are for any thread beside it:
 * they see a record whole or not at all. {@code now} is a clock in ticks of the owner's choice, of which the low bits count;
 * it may wrap around, and all threads' clocks agree to within a few ticks.
 */
public final class RecordTable implements AutoCloseable {
    /** Instead of what was found: there is no record. */
    public static final int NONE = 0;

    /** Backends have numbers below this. */
    public static final int BACKENDS = FlowRecord.BACKENDS;

    /** Instead of an address. */
    static final long NOWHERE = 0;

    /** Octets of a bucket: one cache line. */
    static final int BUCKET = 64;

    private static final int PLACES = BUCKET / FlowRecord.SIZE;
    private static final int CONFIRMED = BACKENDS << 1;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Octets beyond which buckets may well be out of the nearer caches, so that asking for a burst's before pays. */
    private static final long MOST_CACHED = 1 << 20;

    private final RecordLimits limits;
    private final int buckets;
    private final NativeBlock block;
    private final long first;
    private final boolean isLarge;
    private final SourceCounts sources;
    private final RecordCounts counts = new RecordCounts();
    private final BucketSurvey one;
    private final BucketSurvey other;
    private int hand;
    private int lap;
    private int sweptInLap;

    /**
     * An empty table.
     *
     * @param k0 first word of a secret key for counting source prefixes
     * @param k1 second word of it
     */
    public RecordTable(final RecordLimits limits, final long k0, final long k1) {
        this.limits = limits;
        buckets = (limits.records() - 1) / PLACES + 1;
        block = new NativeBlock((long) buckets * BUCKET);
        first = block.address();
        isLarge = block.size() > MOST_CACHED;
        sources = new SourceCounts(k0, k1, limits.perSource(), limits.embryonicTicks());
        one = new BucketSurvey(limits);
        other = new BucketSurvey(limits);
    }

    /** Hot path. The backend's number in what was found, which is not {@link #NONE}. */
    public static int backend(final int found) {
        return found & BACKENDS - 1;
    }

    /** Hot path. Whether what was found is a confirmed record. */
    public static boolean isConfirmed(final int found) {
        return (found & CONFIRMED) != 0;
    }

    /**
     * Hot path. Looks a flow up, and notes that it was seen if its record is confirmed; an embryonic one ages from its
     * beginning.
     *
     * @return for {@link #backend} and {@link #isConfirmed}, or {@link #NONE}
     */
    public int find(final long flow, final int now) {
        final long value = value(flow);
        if (!limits.isLive(value, now)) {
            return NONE;
        }
        if (FlowRecord.isConfirmed(value) && !FlowRecord.hasStamp(value, now)) {
            FlowRecord.update(
                    place(flow), FlowRecord.stamped(value, now)); // once a tick: the line stays clean otherwise
        }
        return FlowRecord.found(value);
    }

    /** Hot path. Looks up all flows of a burst, as {@link #find(long, int)} does. */
    public void find(final RecordBurst burst, final int now) {
        prefetch(burst);
        for (int i = 0; i < burst.count(); i++) {
            burst.found(i, find(burst.flow(i), now));
        }
    }

    /** Hot path; any thread. Looks a flow up as {@link #find(long, int)} does, and writes nothing. */
    public int peek(final long flow, final int now) {
        final long value = value(flow);
        return limits.isLive(value, now) ? FlowRecord.found(value) : NONE;
    }

    /** Hot path; any thread. Looks up those flows of a burst of which nothing was found yet, as {@link #peek(long, int)} does. */
    public void peek(final RecordBurst burst, final int now) {
        prefetch(burst);
        for (int i = 0; i < burst.count(); i++) {
            if (burst.found(i) == NONE) {
                burst.found(i, peek(burst.flow(i), now));
            }
        }
    }

    private void prefetch(final RecordBurst burst) {
        if (isLarge) {
            for (int i = 0; i < burst.count(); i++) {
                final long flow = burst.flow(i);
                burst.buckets(i, firstBucket(flow), secondBucket(flow));
            }
            burst.prefetchBuckets();
        }
    }

    /**
     * Records a flow, embryonic. A live record of the flow keeps its state and age and gets the backend.
     *
     * @param backend its lasting number, 0 to {@link #BACKENDS} - 1
     * @param source its {@link SourcePrefix}
     * @return whether it is recorded; if not, the reason is counted
     */
    public boolean insert(final long flow, final int backend, final long source, final int now) {
        return insertEmbryonic(flow, FlowRecord.embryonic(backend, now), source, now);
    }

    /**
     * The same for a flow that began before anybody recorded it. It may send as rarely as confirmed ones may, so its record lives
     * as long until it is confirmed; but it gives way as any embryonic one does, since whoever says so may lie.
     */
    public boolean insertOlder(final long flow, final int backend, final long source, final int now) {
        return insertEmbryonic(flow, FlowRecord.older(backend, now), source, now);
    }

    private boolean insertEmbryonic(final long flow, final long value, final long source, final int now) {
        final long known = livePlace(flow, now);
        if (known != NOWHERE) {
            final int backend = backend(FlowRecord.found(value));
            FlowRecord.write(known, flow, FlowRecord.renamed(FlowRecord.value(known), backend));
            return true;
        }
        final long place = placeForEmbryonic(flow, now);
        if (place == NOWHERE) {
            return false;
        }
        if (!sources.take(source, now)) {
            counts.add(RecordCounter.REFUSED_SOURCE, 1);
            return false;
        }
        fill(place, flow, FlowRecord.after(value, counts.get(RecordCounter.INSERTED)), now);
        return true;
    }

    private long placeForEmbryonic(final long flow, final int now) {
        survey(flow, now);
        final long place = BucketSurvey.forEmbryonic(one, other);
        if (place == NOWHERE) {
            counts.add(RecordCounter.REFUSED_FULL, 1);
        }
        return place;
    }

    /**
     * Records a flow, confirmed: one that was confirmed elsewhere. A live record of the flow becomes this one.
     *
     * @param backend its lasting number, 0 to {@link #BACKENDS} - 1
     * @param ageTicks since the flow's last packet, at least 0; beyond {@link RecordLimits#idleTicks} nothing is recorded
     * @return whether it is recorded; if not for its age, the reason is counted
     */
    public boolean insertConfirmed(final long flow, final int backend, final int ageTicks, final int now) {
        if (ageTicks > limits.idleTicks()) {
            return false;
        }
        final long value = FlowRecord.confirmed(backend, now - ageTicks);
        final long known = livePlace(flow, now);
        if (known != NOWHERE) {
            recount(FlowRecord.value(known), value);
            FlowRecord.write(known, flow, value);
            return true;
        }
        survey(flow, now);
        final long place = BucketSurvey.forConfirmed(one, other);
        if (place == NOWHERE) {
            counts.add(RecordCounter.REFUSED_FULL, 1);
            return false;
        }
        fill(place, flow, value, now);
        return true;
    }

    /**
     * Records what another node says of a flow: one that is confirmed as {@link #insertConfirmed} does, another as an embryonic
     * record does that takes nothing of any source's share. What is known and confirmed gives way only to what is confirmed and not
     * older.
     *
     * @return whether the flow is recorded, by this or by what was known
     */
    public boolean learn(final long flow, final int backend, final RecordKind kind, final int ageTicks, final int now) {
        final long value = value(flow);
        final boolean isKnown = FlowRecord.isConfirmed(value) && limits.isLive(value, now);
        if (kind != RecordKind.CONFIRMED) {
            return isKnown || learnEmbryonic(flow, embryonic(backend, kind, now - ageTicks), now);
        }
        return isKnown && FlowRecord.age(value, now) < ageTicks || insertConfirmed(flow, backend, ageTicks, now);
    }

    private static long embryonic(final int backend, final RecordKind kind, final int stamp) {
        return kind == RecordKind.NEW ? FlowRecord.embryonic(backend, stamp) : FlowRecord.older(backend, stamp);
    }

    private boolean learnEmbryonic(final long flow, final long value, final int now) {
        final long known = livePlace(flow, now);
        if (known != NOWHERE) {
            FlowRecord.write(known, flow, value);
            return true;
        }
        final long place = limits.isLive(value, now) ? placeForEmbryonic(flow, now) : NOWHERE;
        if (place != NOWHERE) {
            fill(place, flow, FlowRecord.after(value, counts.get(RecordCounter.INSERTED)), now);
        }
        return place != NOWHERE;
    }

    /**
     * Confirms the record of a flow, of which a packet came that is not its first.
     *
     * @param source its {@link SourcePrefix}, which may make another embryonic record for it
     * @return whether there is a live record
     */
    public boolean confirm(final long flow, final long source, final int now) {
        final long place = livePlace(flow, now);
        if (place == NOWHERE) {
            return false;
        }
        final long value = FlowRecord.value(place);
        if (!FlowRecord.isConfirmed(value)) {
            FlowRecord.update(place, FlowRecord.confirm(value, now));
            recount(value, FlowRecord.value(place));
            sources.giveBack(source, now);
        }
        return true;
    }

    /** Forgets a flow, recorded or not. The records of a backend that failed are not sought: its number means nothing any more. */
    public void forget(final long flow, final int now) {
        final long place = livePlace(flow, now);
        if (place != NOWHERE) {
            counts.add(kind(FlowRecord.value(place)), -1);
            counts.add(RecordCounter.FORGOTTEN, 1);
            FlowRecord.clear(place);
        }
    }

    /**
     * Clears records that have outlived their time, going on where it stopped, and at most once around for each {@code now}.
     * Once around every {@link RecordLimits#MOST_TICKS} ticks keeps the stamps unambiguous; the more often, the truer the
     * counts of what is there.
     *
     * @param most buckets of 4 places to look at
     */
    public void sweep(final int now, final int most) {
        if (now != lap) {
            lap = now;
            sweptInLap = 0;
        }
        final int count = Math.min(most, buckets - sweptInLap);
        for (int i = 0; i < count; i++) {
            sweepBucket(bucket(hand), now);
            hand = hand + 1 == buckets ? 0 : hand + 1;
        }
        sweptInLap += count;
    }

    private void sweepBucket(final long bucket, final int now) {
        for (long at = bucket; at != bucket + BUCKET; at += FlowRecord.SIZE) {
            final long value = FlowRecord.value(at);
            if (value != FlowRecord.FREE && !limits.isLive(value, now)) {
                expire(at);
            }
        }
    }

    /**
     * Cold path; any thread. Tells of the live records in some buckets. Those that stay all the while are told of
     * exactly once in a walk from end to end, whatever comes and goes in between. Beside the owner, one that is written
     * meanwhile may be missed, or told of with the key of another.
     *
     * @param cursor 0 to begin; else what the call before returned
     * @param most buckets of 4 places to look at, at least 1
     * @return where to go on, or 0 at the end
     */
    public int forEach(final int cursor, final int most, final int now, final RecordVisitor visitor) {
        final int end = (int) Math.min(buckets, (long) cursor + most);
        for (long at = bucket(cursor); at != bucket(end); at += FlowRecord.SIZE) {
            final long value = FlowRecord.value(at);
            if (limits.isLive(value, now)) {
                visitor.accept(
                        FlowRecord.flow(at),
                        backend(FlowRecord.found(value)),
                        FlowRecord.kind(value),
                        FlowRecord.age(value, now));
            }
        }
        return end == buckets ? 0 : end;
    }

    /** Cold path; any thread. Tells of all live records, as {@link #forEach(int, int, int, RecordVisitor)} does. */
    public void forEach(final int now, final RecordVisitor visitor) {
        forEach(0, buckets, now, visitor);
    }

    /** A counter as it stands; any thread. */
    public long get(final RecordCounter counter) {
        return counts.get(counter);
    }

    /** Buckets, for {@link #forEach} and {@link #sweep}. */
    public int buckets() {
        return buckets;
    }

    /** How long a record is kept without a packet, in ticks. */
    public int idleTicks() {
        return limits.idleTicks();
    }

    /** Places for records. */
    public int capacity() {
        return buckets * PLACES;
    }

    /** Octets of native memory, from the beginning to the end. */
    public long octets() {
        return block.size() + sources.octets();
    }

    private long value(final long flow) {
        final long value = valueIn(firstBucket(flow), flow);
        return value != FlowRecord.FREE ? value : valueIn(secondBucket(flow), flow);
    }

    private static long valueIn(final long bucket, final long flow) {
        for (int i = 0; i < BUCKET; i += FlowRecord.SIZE) {
            final long value = FlowRecord.valueOf(bucket + i, flow);
            if (value != FlowRecord.FREE) {
                return value;
            }
        }
        return FlowRecord.FREE;
    }

    /** Where the record of a flow stands, live or not, or {@link #NOWHERE}. */
    long place(final long flow) {
        final long place = placeIn(firstBucket(flow), flow);
        return place != NOWHERE ? place : placeIn(secondBucket(flow), flow);
    }

    private static long placeIn(final long bucket, final long flow) {
        for (long at = bucket; at != bucket + BUCKET; at += FlowRecord.SIZE) {
            if (FlowRecord.isOf(at, flow)) {
                return at;
            }
        }
        return NOWHERE;
    }

    /** Where the live record of a flow stands, or {@link #NOWHERE}; one that has outlived its time is cleared. */
    private long livePlace(final long flow, final int now) {
        final long place = place(flow);
        if (place == NOWHERE || limits.isLive(FlowRecord.value(place), now)) {
            return place;
        }
        expire(place);
        return NOWHERE;
    }

    private void survey(final long flow, final int now) {
        final long made = counts.get(RecordCounter.INSERTED);
        one.look(firstBucket(flow), now, made);
        other.look(secondBucket(flow), now, made);
    }

    private void fill(final long place, final long flow, final long value, final int now) {
        final long old = FlowRecord.value(place);
        if (limits.isLive(old, now)) {
            counts.add(kind(old), -1);
            counts.add(RecordCounter.EVICTED, 1);
        } else if (old != FlowRecord.FREE) {
            expire(place);
        }
        FlowRecord.write(place, flow, value);
        counts.add(kind(value), 1);
        counts.add(RecordCounter.INSERTED, 1);
    }

    private void expire(final long place) {
        counts.add(kind(FlowRecord.value(place)), -1);
        counts.add(RecordCounter.EXPIRED, 1);
        FlowRecord.clear(place);
    }

    /** One record becomes another in place; an embryonic one that is confirmed now counts as a confirmation. */
    private void recount(final long before, final long now) {
        if (!FlowRecord.isConfirmed(before) && FlowRecord.isConfirmed(now)) {
            counts.add(RecordCounter.EMBRYONIC, -1);
            counts.add(RecordCounter.CONFIRMED, 1);
            counts.add(RecordCounter.CONFIRMATIONS, 1);
        }
    }

    private static RecordCounter kind(final long value) {
        return FlowRecord.isConfirmed(value) ? RecordCounter.CONFIRMED : RecordCounter.EMBRYONIC;
    }

    private long bucket(final int index) {
        return first + (long) index * BUCKET;
    }

    /** By the upper half of the key: the lower one chooses the slot, and recorded flows are those of few slots. */
    long firstBucket(final long flow) {
        return bucket(scale(flow, buckets));
    }

    /** Another one than the first, by both halves. */
    long secondBucket(final long flow) {
        final int index = scale(flow, buckets) + 1 + scale(flow * SPREAD, buckets - 1);
        return bucket(index < buckets ? index : index - buckets);
    }

    private static int scale(final long hash, final int range) {
        return (int) ((hash >>> 32) * range >>> 32);
    }

    /** Nobody looks anything up any more. Closing it twice does nothing. */
    @Override
    public void close() {
        block.close();
        sources.close();
        counts.close();
    }
}
