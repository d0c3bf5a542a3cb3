package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.concurrent.EpochClock;

/**
 * The beginnings of the last packets that were dropped, by reason, off-heap: what an operator looks at who wonders why. One
 * worker writes, any thread reads. Of each reason {@link #PLACES} packets are kept, and no more than that many between two
 * calls of {@link #renew}, so that a flood costs a comparison a packet and hides no other reason.
 * <pre>
 *  octet 0 | edition 4: odd while it is written, 0 = free | octets kept 4 |
 *        8 | when, milliseconds since 1970 8                              |
 *       16 | frame's length 4 | not used 4                                |
 *       24 | the frame's first octets 128                                 |
 * </pre>
 */
public final class KeptDrops implements AutoCloseable {
    /** Packets of each reason. */
    public static final int PLACES = 8;

    /** Octets of each packet, at most. */
    public static final int SNAP = 128;

    private static final int LENGTH_KEPT = 4;
    private static final int WHEN = 8;
    private static final int LENGTH = 16;
    private static final int OCTETS = 24;
    private static final int PLACE = OCTETS + SNAP;
    private static final int FIRST_DROP = Verdict.RUNT_FRAME.ordinal();

    private final NativeBlock block = new NativeBlock((long) PLACE * PLACES * Verdict.count());
    private final EpochClock clock;

    // The worker's own: packets kept of each reason, and how many of them since the last renewal.
    private final int[] kept = new int[Verdict.count()];
    private final int[] keptSince = new int[Verdict.count()];
    private int known;

    private volatile int renewals;

    /** @param clock read for every packet that is kept */
    KeptDrops(final EpochClock clock) {
        this.clock = clock;
    }

    /** Tells about a packet. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param verdict why it was dropped
         * @param timeMs when, milliseconds since 1970
         * @param length octets of the frame
         * @param octets the first of them
         */
        void accept(Verdict verdict, long timeMs, int length, byte[] octets);
    }

    /** Lets the next packets be kept; any one thread, a few times a second. */
    public void renew() {
        renewals++;
    }

    /** The worker only. Keeps a packet that is about to be given back, if there is room for it at this time. */
    void see(final long packet, final long mbuf, final int verdict) {
        if (verdict < FIRST_DROP) {
            return;
        }
        final int now = renewals;
        if (now != known) {
            known = now;
            Arrays.fill(keptSince, 0);
        }
        if (keptSince[verdict] < PLACES) {
            keptSince[verdict]++;
            keep(packet, mbuf, verdict);
        }
    }

    private void keep(final long packet, final long mbuf, final int verdict) {
        final int count = kept[verdict]++;
        final long place = place(verdict, count % PLACES);
        final int edition = 2 * (count / PLACES) + 1;
        final int length = Math.min(Mbuf.dataLength(mbuf), SNAP);
        Mem.i32(place, edition);
        VarHandle.storeStoreFence();
        Mem.i32(place + LENGTH_KEPT, length);
        Mem.i64(place + WHEN, clock.time());
        Mem.i32(place + LENGTH, Packet.length(packet));
        Mem.copy(Mbuf.data(mbuf), place + OCTETS, length);
        VarHandle.storeStoreFence();
        Mem.i32(place, edition + 1);
    }

    private long place(final int verdict, final int index) {
        return block.address() + (long) PLACE * (verdict * PLACES + index);
    }

    /** Any thread. Tells of what is kept, by reason; what is written meanwhile is left out. */
    public void forEach(final Reader reader) {
        for (int verdict = FIRST_DROP; verdict < Verdict.count(); verdict++) {
            for (int i = 0; i < PLACES; i++) {
                read(place(verdict, i), Verdict.of(verdict), reader);
            }
        }
    }

    private static void read(final long place, final Verdict verdict, final Reader reader) {
        final int edition = Mem.i32(place);
        if (edition == 0 || edition % 2 != 0) {
            return;
        }
        VarHandle.loadLoadFence();
        final int kept = Mem.i32(place + LENGTH_KEPT);
        final long timeMs = Mem.i64(place + WHEN);
        final int length = Mem.i32(place + LENGTH);
        final byte[] octets = Mem.get(place + OCTETS, Math.clamp(kept, 0, SNAP));
        VarHandle.loadLoadFence();
        if (Mem.i32(place) == edition) {
            reader.accept(verdict, timeMs, length, octets);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
