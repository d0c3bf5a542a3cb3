package io.guideway.forward;

import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * The worker's side of its {@link Hatch}: frames of the porter become mbufs of the worker's, and are sent, or looked at once
 * more. What finds no mbuf or a full queue is lost, as on a link, and counted. Belongs to one worker and makes no objects.
 */
final class Mailbox implements AutoCloseable {
    /** Frames of one round: less than a burst, so that they never hold up what comes in. */
    private static final int MOST = 32;

    private final Hatch hatch;
    private final MbufPool pool;
    private final Transmitter transmitter;
    private final Returned returned;
    private final Hatch.MailSorter sorter = new Hatch.MailSorter(this::onFrame);
    private final NativeBlock pointer = new NativeBlock(Long.BYTES);

    /** What is done with a packet that has waited. */
    interface Returned {
        /** @param port that it came by first */
        void walk(int port, long mbuf);

        /** There is no mbuf for it. */
        void drop();
    }

    Mailbox(final Hatch hatch, final MbufPool pool, final Transmitter transmitter, final Returned returned) {
        this.hatch = hatch;
        this.pool = pool;
        this.transmitter = transmitter;
        this.returned = returned;
    }

    /** Hot path once a round, which is one look where nothing came; returns how many frames there were. */
    int collect() {
        return hatch.hasMail() ? hatch.collect(sorter, MOST) : 0;
    }

    private void onFrame(final int kind, final int port, final int neighbour, final long frame, final int length) {
        final long mbuf = copy(frame, length);
        if (kind == Hatch.AGAIN) {
            if (mbuf != 0) {
                returned.walk(port, mbuf);
            } else {
                returned.drop();
            }
        } else if (mbuf == 0 || !transmitter.send(port, mbuf)) {
            hatch.lost();
        }
    }

    /** An mbuf with the frame, or 0. */
    private long copy(final long frame, final int length) {
        if (!pool.allocate(pointer.address(), 1)) {
            return 0;
        }
        final long mbuf = Mem.i64(pointer.address());
        final int headroom = Mbuf.headroom(mbuf);
        if (length > Mbuf.bufferLength(mbuf) - headroom) {
            pool.free(pointer.address(), 1);
            return 0;
        }
        Mbuf.place(mbuf, headroom, length);
        Mem.copy(frame, Mbuf.data(mbuf), length);
        return mbuf;
    }

    @Override
    public void close() {
        pointer.close();
    }
}
