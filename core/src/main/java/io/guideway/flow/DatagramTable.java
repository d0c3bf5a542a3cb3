package io.guideway.flow;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Which datagrams are under way in fragments, where they go, and which parts of them have passed: a bounded table off-heap that
 * takes all its memory when it is made. What it says is a hint; losing an entry costs one datagram at the most.
 *
 * <p>The key of a datagram names a set of four places. A new datagram takes a free one, or that of the oldest of the four. An entry is
 * found for {@link #LIFETIME} from its making, whatever comes: identifications come round (RFC 4963), and a stale entry that lived on
 * by their use would spoil one datagram after the other. Nothing moves, grows or allocates, and an operation touches three cache lines as
 * a rule:
 * <pre>
 *  octet 0 | 4 * (key 8, stamp 4, not used 4)            |   of the set
 *       64 | 4 * place                                   |
 *
 *  octet 0 | hash of its flow 8                          |   of a place
 *        8 | key of its service 4  | backend 4           |
 *       16 | generation 4          | state 2  | count 2  |
 *       24 | end 2, 0 = not known  | 21 * (from 2, to 2) |
 * </pre>
 * Parts are in units of 8 octets, as fragments are cut (RFC 791, section 3.2), the last one rounded up. Parts that touch are one, so
 * a datagram whose fragments come in order needs one. Where 21 do not suffice, the parts beyond are not remembered.
 *
 * <p>One thread. {@code now} is a clock in milliseconds that may wrap around.
 */
public final class DatagramTable implements AutoCloseable {
    /** Instead of a place. */
    public static final long NONE = 0;

    /** As a {@link #state}: it is not known yet where the datagram goes. */
    public static final int UNDECIDED = 0xFFFF;

    /** Milliseconds that an entry lives at the most. */
    public static final int LIFETIME = 1000;

    /** What {@link #cover} says of a part. */
    public enum Part {
        /** It was not there yet. */
        NEW,
        /** It was not there yet, and the datagram is whole. */
        LAST,
        /** All of it was there. */
        REPEATED,
        /** Some of it was there, or it does not fit what is known of the end. */
        OVERLAPPING
    }

    private static final int WAYS = 4;
    private static final int HEAD = 16;
    private static final int STAMP = 8;
    private static final int PLACE = 112;
    private static final int SET = WAYS * (HEAD + PLACE);

    private static final int HASH = 0;
    private static final int KIND = 8;
    private static final int BACKEND = 12;
    private static final int GENERATION = 16;
    private static final int STATE = 20;
    private static final int COUNT = 22;
    private static final int END = 24;
    private static final int PARTS = 28;
    private static final int PART = 4;
    private static final int MOST_PARTS = (PLACE - PARTS) / PART;

    private final NativeBlock block;
    private final long sets;
    private final int mask;

    /** @param datagrams how many it holds, a power of two from 4 on */
    public DatagramTable(final int datagrams) {
        if (datagrams < WAYS || Integer.bitCount(datagrams) != 1) {
            throw new IllegalArgumentException(
                    "a table of %d datagrams; give a power of two from %d on".formatted(datagrams, WAYS));
        }
        mask = datagrams / WAYS - 1;
        block = new NativeBlock((long) datagrams / WAYS * SET);
        sets = block.address();
    }

    /** The place of a datagram, or {@link #NONE}. */
    public long find(final long datagram, final int now) {
        final long key = key(datagram);
        final long set = set(key);
        for (int way = 0; way < WAYS; way++) {
            final long head = set + way * HEAD;
            if (Mem.i64(head) == key && isLive(head, now)) {
                return place(set, way);
            }
        }
        return NONE;
    }

    /** A place for a datagram that was not found: undecided, of no part. Another one may have lost its place. */
    public long insert(final long datagram, final int now) {
        final long key = key(datagram);
        final long set = set(key);
        final int way = vacant(set, now);
        final long head = set + way * HEAD;
        Mem.i64(head, key);
        Mem.i32(head + STAMP, now);
        final long place = place(set, way);
        Mem.i32(place + STATE, UNDECIDED);
        Mem.u16(place + COUNT, 0);
        Mem.i32(place + END, 0);
        return place;
    }

    private static int vacant(final long set, final int now) {
        int oldest = 0;
        for (int way = 0; way < WAYS; way++) {
            final long head = set + way * HEAD;
            if (Mem.i64(head) == NONE || !isLive(head, now)) {
                return way;
            }
            if (age(head, now) > age(set + oldest * HEAD, now)) {
                oldest = way;
            }
        }
        return oldest;
    }

    /** A datagram that is over: what comes by its key from now on is of another one. */
    public void remove(final long datagram) {
        final long key = key(datagram);
        final long set = set(key);
        for (int way = 0; way < WAYS; way++) {
            if (Mem.i64(set + way * HEAD) == key) {
                Mem.i64(set + way * HEAD, NONE);
            }
        }
    }

    /**
     * Says where a datagram goes.
     *
     * @param state what becomes of its fragments, 0 to 65534
     * @param kind key of its service in the index
     * @param hash of its flow
     * @param backend index in the generation
     * @param generation low bits of the generation's number
     */
    public static void decide(
            final long place,
            final int state,
            final int kind,
            final long hash,
            final int backend,
            final int generation) {
        Mem.u16(place + STATE, state);
        Mem.i32(place + KIND, kind);
        Mem.i64(place + HASH, hash);
        Mem.i32(place + BACKEND, backend);
        Mem.i32(place + GENERATION, generation);
    }

    /** Says what becomes of all fragments that come from now on, whatever was decided. */
    public static void state(final long place, final int state) {
        Mem.u16(place + STATE, state);
    }

    /** What becomes of its fragments, or {@link #UNDECIDED}. */
    public static int state(final long place) {
        return Mem.u16(place + STATE);
    }

    /** The key of its service in the index is another one. */
    public static void kind(final long place, final int kind) {
        Mem.i32(place + KIND, kind);
    }

    /** Key of its service in the index. */
    public static int kind(final long place) {
        return Mem.i32(place + KIND);
    }

    /** Hash of its flow. */
    public static long hash(final long place) {
        return Mem.i64(place + HASH);
    }

    /** Index of its backend in the generation. */
    public static int backend(final long place) {
        return Mem.i32(place + BACKEND);
    }

    /** Low bits of the number of the generation in which the backend has its index. */
    public static int generation(final long place) {
        return Mem.i32(place + GENERATION);
    }

    /**
     * Notes that a part of a datagram has come.
     *
     * @param from where it begins, in units of 8 octets
     * @param to where it ends, above {@code from}, at most 8192
     * @param isEnd whether the datagram ends with it
     */
    public static Part cover(final long place, final int from, final int to, final boolean isEnd) {
        final int end = Mem.u16(place + END);
        if (end != 0 && (to > end || isEnd && to != end)) {
            return Part.OVERLAPPING;
        }
        final Part known = compare(place, from, to, isEnd);
        if (known != Part.NEW) {
            return known;
        }
        if (isEnd) {
            Mem.u16(place + END, to);
        }
        add(place, Mem.u16(place + COUNT), from, to);
        return isWhole(place) ? Part.LAST : Part.NEW;
    }

    private static Part compare(final long place, final int from, final int to, final boolean isEnd) {
        Part part = Part.NEW;
        final int count = Mem.u16(place + COUNT);
        for (int i = 0; i < count; i++) {
            final int start = from(place, i);
            final int stop = to(place, i);
            if (isEnd && stop > to) {
                return Part.OVERLAPPING;
            }
            if (from < stop && start < to) {
                part = from >= start && to <= stop ? Part.REPEATED : Part.OVERLAPPING;
            }
        }
        return part;
    }

    private static void add(final long place, final int count, final int from, final int to) {
        int before = count;
        int behind = count;
        for (int i = 0; i < count; i++) {
            before = to(place, i) == from ? i : before;
            behind = from(place, i) == to ? i : behind;
        }
        if (before < count && behind < count) {
            part(place, before, from(place, before), to(place, behind));
            part(place, behind, from(place, count - 1), to(place, count - 1));
            Mem.u16(place + COUNT, count - 1);
        } else if (before < count) {
            part(place, before, from(place, before), to);
        } else if (behind < count) {
            part(place, behind, from, to(place, behind));
        } else if (count < MOST_PARTS) {
            part(place, count, from, to);
            Mem.u16(place + COUNT, count + 1);
        }
    }

    private static boolean isWhole(final long place) {
        final int end = Mem.u16(place + END);
        return end != 0 && from(place, 0) == 0 && to(place, 0) == end;
    }

    private static int from(final long place, final int i) {
        return Mem.u16(place + PARTS + i * PART);
    }

    private static int to(final long place, final int i) {
        return Mem.u16(place + PARTS + i * PART + 2);
    }

    private static void part(final long place, final int i, final int from, final int to) {
        Mem.u16(place + PARTS + i * PART, from);
        Mem.u16(place + PARTS + i * PART + 2, to);
    }

    private static boolean isLive(final long head, final int now) {
        return age(head, now) <= LIFETIME;
    }

    /** Milliseconds, modulo 2^32. */
    private static long age(final long head, final int now) {
        return now - Mem.i32(head + STAMP) & 0xFFFF_FFFFL;
    }

    /** 0 marks a free place. */
    private static long key(final long datagram) {
        return datagram == NONE ? 1 : datagram;
    }

    private long set(final long key) {
        return sets + (key & mask) * SET;
    }

    private static long place(final long set, final int way) {
        return set + WAYS * HEAD + way * PLACE;
    }

    @Override
    public void close() {
        block.close();
    }
}
