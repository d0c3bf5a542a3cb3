package io.guideway.flow;

import io.guideway.ring.Mem;

/**
 * Hot path. One place of a {@link RecordTable}, seen at its native address.
 * <pre>
 *  octet 0 | key of the flow XOR identity 8 |
 *        8 | value 8                        |
 *
 *  value: bits 0 to 15 stamp, 16 to 39 backend, 40 occupied, 41 confirmed, 42 older, 43 to 63 turn; the identity is bits
 *  16 to 40
 * </pre>
 * A value of 0 is a free place. Since the first word holds the identity too, a reader that meets half of one record and half
 * of another finds the key of neither (Hyatt and Mann, "A lockless transposition-table implementation for parallel search",
 * ICGA Journal 2002). What changes while a record lives, its stamp and its state, is not in the identity: one store changes
 * it, and a reader sees it before or after.
 */
final class FlowRecord {
    /** Octets of a place. */
    static final int SIZE = 16;

    /** The value of a free place. */
    static final long FREE = 0;

    /** Most different backends. */
    static final int BACKENDS = 1 << 24;

    private static final int VALUE = 8;
    private static final int BACKEND = 16;
    private static final long STAMP = 0xFFFF;
    private static final long OCCUPIED = 1L << 40;
    private static final long CONFIRMED = 1L << 41;
    private static final long OLDER = 1L << 42;
    private static final int TURN = 43;
    private static final int TURNS = (1 << 64 - TURN) - 1;
    private static final int FOUND = (1 << TURN - BACKEND) - 1;
    private static final long IDENTITY = OCCUPIED | (long) (BACKENDS - 1) << BACKEND;

    /** Embryonic records of one turn are as old as each other: there may be 33 million in a tick before a turn comes again. */
    private static final int MADE_A_TURN = 4;

    /** How far a stamp may lie ahead of another thread's clock. */
    private static final int AHEAD = 64;

    private FlowRecord() {}

    static long embryonic(final int backend, final int stamp) {
        return OCCUPIED | (long) backend << BACKEND | stamp & STAMP;
    }

    /** Embryonic, of a flow that began before anybody recorded it. */
    static long older(final int backend, final int stamp) {
        return embryonic(backend, stamp) | OLDER;
    }

    /** The same embryonic record, made after so many others. */
    static long after(final long value, final long made) {
        return value | made >>> MADE_A_TURN << TURN;
    }

    static long confirmed(final int backend, final int stamp) {
        return embryonic(backend, stamp) | CONFIRMED;
    }

    /** The same flow confirmed, and seen just now. */
    static long confirm(final long value, final int now) {
        return stamped(value, now) | CONFIRMED;
    }

    /** The same, seen just now. */
    static long stamped(final long value, final int now) {
        return value & ~STAMP | now & STAMP;
    }

    /** The same state and stamp with another backend. */
    static long renamed(final long value, final int backend) {
        return value & ~((long) (BACKENDS - 1) << BACKEND) | (long) backend << BACKEND;
    }

    /** Whether it lives for as long as a confirmed record: a flow that began long ago may send as rarely as it likes. */
    static boolean livesLong(final long value) {
        return (value & (CONFIRMED | OLDER)) != 0;
    }

    static RecordKind kind(final long value) {
        if (isConfirmed(value)) {
            return RecordKind.CONFIRMED;
        }
        return (value & OLDER) != 0 ? RecordKind.OLDER : RecordKind.NEW;
    }

    static boolean isConfirmed(final long value) {
        return (value & CONFIRMED) != 0;
    }

    /** What {@link RecordTable#find} answers: backend and state. */
    static int found(final long value) {
        return (int) (value >>> BACKEND) & FOUND;
    }

    static boolean hasStamp(final long value, final int now) {
        return ((value ^ now) & STAMP) == 0;
    }

    /** Ticks since the stamp, modulo 2^16; 0 where the stamp lies a little ahead. */
    static int age(final long value, final int now) {
        return Math.max(0, (now - (int) value + AHEAD & 0xFFFF) - AHEAD);
    }

    /** The greater, the longer ago an embryonic record was made: by its stamp, and in the same tick by its turn; at least 0. */
    static long seniority(final long value, final int now, final long made) {
        final int turns = (int) (made >>> MADE_A_TURN) - (int) (value >>> TURN) & TURNS;
        return (long) age(value, now) << 64 - TURN | turns;
    }

    static long value(final long at) {
        return Mem.i64(at + VALUE);
    }

    /** The value at a place if it is the flow's, or else {@link #FREE}. */
    static long valueOf(final long at, final long flow) {
        final long apart = Mem.i64(at) ^ flow;
        if ((apart & ~IDENTITY) != 0) {
            return FREE; // another flow's, as a rule: one load tells
        }
        final long value = value(at);
        return (value & IDENTITY) == apart ? value : FREE;
    }

    /** Whether the record at a place is the flow's; its owner's thread. */
    static boolean isOf(final long at, final long flow) {
        return flow(at) == flow && value(at) != FREE;
    }

    /** The key of the flow whose record stands at an occupied place; its owner's thread. */
    static long flow(final long at) {
        return Mem.i64(at) ^ value(at) & IDENTITY;
    }

    static void write(final long at, final long flow, final long value) {
        Mem.i64(at, flow ^ value & IDENTITY);
        Mem.i64(at + VALUE, value);
    }

    /** Changes stamp or state of a record. */
    static void update(final long at, final long value) {
        Mem.i64(at + VALUE, value);
    }

    static void clear(final long at) {
        Mem.i64(at + VALUE, FREE);
    }
}
