package io.guideway.forward;

import io.guideway.flow.DatagramTable;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Later fragments that came before the first one of their datagram, with their mbufs, in the order of arrival: {@link #MOST} wait at
 * the most, for {@link #HOLD_NS} at the most. When one more comes, the oldest has waited long enough. What needs not wait any more
 * stays until the worker takes it, with what was decided in the words of {@link DatagramTable#decide}: they outlive a change of
 * generations.
 * <pre>
 *  octet 0 | {@link Packet} 64                            |
 *       64 | mbuf 8                | datagram 8           |
 *       80 | until 8, nanoseconds  | hash of its flow 8   |
 *       96 | state 4 | ticket 4    | kind 4 | backend 4   |
 *      112 | generation 4          | not used 12          |
 * </pre>
 * One thread. All memory is taken at the start.
 */
final class HeldPackets implements AutoCloseable {
    /** Packets that wait at once. */
    static final int MOST = Batch.CAPACITY;

    /** Fragments leave their sender one behind the other: what is further apart than this has lost its first one as a rule. */
    static final long HOLD_NS = 100_000_000;

    /** Room for as many again that are over, until the next round takes them. */
    static final int PLACES = 2 * MOST;

    private static final int SIZE = 128;
    private static final int MBUF = 64;
    private static final int DATAGRAM = 72;
    private static final int UNTIL = 80;
    private static final int HASH = 88;
    private static final int STATE = 96;
    private static final int TICKET = 100;
    private static final int KIND = 104;
    private static final int BACKEND = 108;
    private static final int GENERATION = 112;

    private static final int ORPHAN = Verdict.FRAGMENT_ORPHAN.ordinal();

    private final NativeBlock block = new NativeBlock((long) PLACES * SIZE);
    private final long first = block.address();
    private int count;
    private int waiting;
    private int tickets;

    /** Whether nothing is held. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Whether there is something to {@link #take}. */
    boolean isDue(final long nowNs) {
        return waiting < count || count > 0 && isOver(first, nowNs);
    }

    /** The nanosecond clock may wrap around. */
    private static boolean isOver(final long held, final long nowNs) {
        return nowNs - Mem.i64(held + UNTIL) >= 0;
    }

    private static boolean waits(final long held) {
        return Mem.i32(held + STATE) == DatagramTable.UNDECIDED;
    }

    /**
     * Takes a packet of a burst over, with its mbuf, and gives it a ticket.
     *
     * @return whether there was room; there is none for chains of mbufs, each of which would take as many as it likes
     */
    boolean hold(final Batch batch, final int i, final long datagram, final long nowNs) {
        if (count == PLACES || Mbuf.segments(batch.mbuf(i)) > 1) {
            return false;
        }
        if (waiting == MOST) {
            giveUp(oldest());
        }
        final long held = at(count++);
        waiting++;
        Mem.copy(batch.packet(i), held, Packet.SIZE);
        Mem.i64(held + MBUF, batch.mbuf(i));
        Mem.i64(held + DATAGRAM, datagram);
        Mem.i64(held + UNTIL, nowNs + HOLD_NS);
        Mem.i32(held + STATE, DatagramTable.UNDECIDED);
        Mem.i32(held + TICKET, tickets);
        batch.ticket(i, tickets++ & Integer.MAX_VALUE);
        return true;
    }

    private long oldest() {
        long held = first;
        while (!waits(held)) {
            held += SIZE;
        }
        return held;
    }

    private void giveUp(final long held) {
        Mem.i32(held + STATE, ORPHAN);
        waiting--;
    }

    /** Nothing is worth waiting for any more. */
    void giveUpAll() {
        while (waiting > 0) {
            giveUp(oldest());
        }
    }

    /** The packets of a datagram go where its {@code place} in the {@link DatagramTable} says. */
    void decide(final long datagram, final long place) {
        for (long held = first; held != at(count); held += SIZE) {
            if (waits(held) && Mem.i64(held + DATAGRAM) == datagram) {
                Mem.i32(held + STATE, DatagramTable.state(place));
                Mem.i32(held + KIND, DatagramTable.kind(place));
                Mem.i64(held + HASH, DatagramTable.hash(place));
                Mem.i32(held + BACKEND, DatagramTable.backend(place));
                Mem.i32(held + GENERATION, DatagramTable.generation(place));
                waiting--;
            }
        }
    }

    /**
     * Moves what is over to a batch, the oldest first; the rest stays. {@code followers} finishes each packet.
     *
     * @return packets of the batch
     */
    int take(final Batch batch, final long nowNs, final DatagramFollower follower, final View view) {
        int taken = 0;
        int left = 0;
        for (int i = 0; i < count; i++) {
            final long held = at(i);
            if (waits(held) && isOver(held, nowNs)) {
                giveUp(held);
            }
            if (waits(held) || taken == Batch.CAPACITY) {
                move(held, at(left++));
            } else {
                take(batch, taken++, held, follower, view);
            }
        }
        count = left;
        return taken;
    }

    private static void move(final long from, final long to) {
        if (from != to) {
            Mem.copy(from, to, SIZE);
        }
    }

    private static void take(
            final Batch batch, final int i, final long held, final DatagramFollower follower, final View view) {
        final long packet = batch.packet(i);
        Mem.copy(held, packet, Packet.SIZE);
        batch.mbuf(i, Mem.i64(held + MBUF));
        batch.ticket(i, Mem.i32(held + TICKET) & Integer.MAX_VALUE);
        follower.follow(
                packet,
                Mem.i32(held + STATE),
                Mem.i32(held + KIND),
                Mem.i64(held + HASH),
                Mem.i32(held + BACKEND),
                Mem.i32(held + GENERATION),
                view);
    }

    /** Gives all mbufs back, uncounted: what was there to count by may be gone. */
    void free(final MbufPool pool) {
        for (int i = 0; i < count; i++) {
            pool.free(at(i) + MBUF, 1);
        }
        count = 0;
        waiting = 0;
    }

    private long at(final int i) {
        return first + (long) i * SIZE;
    }

    @Override
    public void close() {
        block.close();
    }
}
