package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.TxQueue;

/**
 * Hot path. Sixth stop: one transmit burst a port, in the order of arrival; what does not fit is offered again a few times,
 * then given back to the pool and counted, like every packet with a verdict other than forward.
 */
final class Transmitter implements AutoCloseable {
    /** Offers of one burst to a full queue. A device that has not moved by then is the bottleneck: dropping tells so. */
    private static final int MOST_OFFERS = 8;

    private static final int FORWARD = Batch.FORWARD;
    private static final int ANSWERED = Verdict.ANSWERED.ordinal();
    private static final int HELD = Verdict.HELD.ordinal();
    private static final int TX_FULL = Verdict.TX_FULL.ordinal();

    private final TxQueue[] queues;
    private final MbufPool pool;
    private final KeptDrops drops;
    private final Reception reception;

    /** For each queue a row of pointers, and behind them a row for what is given back. */
    private final NativeBlock rows;

    private final int[] filled;
    private final int[][] packets;

    /**
     * @param queues by the port index that routes name
     * @param pool takes dropped packets back
     * @param drops told of every packet that is given back; closed with this
     * @param reception looks at what is not forwarded before that
     */
    Transmitter(final TxQueue[] queues, final MbufPool pool, final KeptDrops drops, final Reception reception) {
        this.drops = drops;
        this.queues = queues;
        this.pool = pool;
        this.reception = reception;
        rows = new NativeBlock((queues.length + 1L) * Batch.CAPACITY * Long.BYTES);
        filled = new int[queues.length + 1];
        packets = new int[queues.length][Batch.CAPACITY];
    }

    /**
     * Sends or frees every mbuf of the batch that is not held: afterwards none of them is ours.
     *
     * @param own addresses of the port that it came by
     * @param hasWaited whether it has been with the porter already
     */
    void send(
            final Batch batch,
            final int count,
            final ServiceTable services,
            final OwnAddresses own,
            final boolean hasWaited) {
        // Nearly always: then the burst goes on as it stands, which takes 0.4 ns a packet instead of the 3 of sorting.
        if (queues.length == 1 && isForwarded(batch, count)) {
            sendWhole(batch, count);
        } else {
            receive(batch, count, services, own, hasWaited);
            distribute(batch, count, services.backends());
        }
    }

    /** The same, and shows packets before they leave. */
    void send(
            final Batch batch,
            final int count,
            final ServiceTable services,
            final OwnAddresses own,
            final boolean hasWaited,
            final Capture capture) {
        receive(batch, count, services, own, hasWaited);
        capture.after(batch, count);
        distribute(batch, count, services.backends());
    }

    private void distribute(final Batch batch, final int count, final BackendTable backends) {
        sort(batch, count, backends);
        for (int port = 0; port < queues.length; port++) {
            flush(batch, port);
        }
        giveBack();
    }

    private void receive(
            final Batch batch,
            final int count,
            final ServiceTable services,
            final OwnAddresses own,
            final boolean hasWaited) {
        for (int i = 0; i < count; i++) {
            if (Packet.verdict(batch.packet(i)) > ANSWERED) {
                reception.look(batch, i, services, own, hasWaited);
            }
        }
    }

    /** Sends one frame that is none of a burst, or frees it where the queue is full; says which. */
    boolean send(final int port, final long mbuf) {
        Mem.i64(at(queues.length, 0), mbuf);
        final boolean sent = offer(queues[port], at(queues.length, 0), 1) == 1;
        if (!sent) {
            pool.free(at(queues.length, 0), 1);
        }
        return sent;
    }

    private static boolean isForwarded(final Batch batch, final int count) {
        int others = 0;
        for (int i = 0; i < count; i++) {
            others |= Packet.verdict(batch.packet(i)) ^ FORWARD;
        }
        return others == 0;
    }

    private void sendWhole(final Batch batch, final int count) {
        final int sent = offer(queues[0], batch.mbufs, count);
        if (sent < count) {
            for (int i = sent; i < count; i++) {
                Packet.verdict(batch.packet(i), TX_FULL);
            }
            pool.free(batch.mbufs + (long) sent * Long.BYTES, count - sent);
        }
    }

    private void sort(final Batch batch, final int count, final BackendTable backends) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            final int verdict = Packet.verdict(packet);
            if (verdict == FORWARD) {
                leave(batch, i, BackendTable.port(backends.record(Packet.record(packet))));
            } else if (verdict == ANSWERED) {
                leave(batch, i, Packet.record(packet));
            } else if (verdict != HELD) {
                drops.see(packet, batch.mbuf(i), verdict);
                append(queues.length, batch.mbuf(i));
            }
        }
    }

    private void leave(final Batch batch, final int i, final int port) {
        packets[port][filled[port]] = i;
        append(port, batch.mbuf(i));
    }

    private void append(final int row, final long mbuf) {
        Mem.i64(at(row, filled[row]++), mbuf);
    }

    private long at(final int row, final int index) {
        return rows.address() + (long) (row * Batch.CAPACITY + index) * Long.BYTES;
    }

    private void flush(final Batch batch, final int port) {
        final int count = filled[port];
        filled[port] = 0;
        final int sent = offer(queues[port], at(port, 0), count);
        for (int i = sent; i < count; i++) {
            Packet.verdict(batch.packet(packets[port][i]), TX_FULL);
            append(queues.length, Mem.i64(at(port, i)));
        }
    }

    /** Offers packets until the queue has taken all, or has not moved often enough; returns how many it took. */
    static int offer(final TxQueue queue, final long mbufs, final int count) {
        int sent = 0;
        for (int offers = 0; sent < count && offers < MOST_OFFERS; offers++) {
            sent += queue.offer(mbufs + (long) sent * Long.BYTES, count - sent);
        }
        return sent;
    }

    private void giveBack() {
        final int dropped = filled[queues.length];
        if (dropped > 0) {
            pool.free(at(queues.length, 0), dropped);
            filled[queues.length] = 0;
        }
    }

    @Override
    public void close() {
        rows.close();
        drops.close();
    }
}
