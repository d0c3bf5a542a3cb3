package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.ring.MbufPool;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.TxQueue;

/**
 * Rare path. What leaves for a burst beside the mbufs of its batch: the fragments behind the first one of packets that were cut.
 * They are sent when the batch has been, so that each comes after its first fragment. Belongs to one worker.
 */
final class Surplus implements AutoCloseable {
    /** Most mbufs beyond those of the batch that one burst may become: bounds the time that it takes, and the pool's burden. */
    static final int CAPACITY = 8 * Batch.CAPACITY;

    private static final int FORWARD = Batch.FORWARD;
    private static final int TX_FULL = Verdict.TX_FULL.ordinal();

    private final TxQueue[] queues;
    private final MbufPool pool;
    private final NativeBlock pointers = new NativeBlock((long) CAPACITY * Long.BYTES);

    // Runs of mbufs: one for each packet that was cut.
    private final int[] packet = new int[Batch.CAPACITY];
    private final int[] port = new int[Batch.CAPACITY];
    private final int[] end = new int[Batch.CAPACITY];
    private int runs;
    private int filled;

    /**
     * @param queues by the port index that routes name
     * @param pool takes back what is not sent
     */
    Surplus(final TxQueue[] queues, final MbufPool pool) {
        this.queues = queues;
        this.pool = pool;
    }

    /** Whether there is nothing to send. */
    boolean isEmpty() {
        return runs == 0;
    }

    /** How many mbufs more there is room for. */
    int room() {
        return CAPACITY - filled;
    }

    /** Native address of the room for the pointers of the next run. */
    long next() {
        return at(filled);
    }

    /**
     * Takes over the mbufs whose pointers stand at {@link #next}.
     *
     * @param i the packet of the batch that they belong to
     * @param count how many, from 1 to {@link #room}
     */
    void add(final int i, final int outlet, final int count) {
        filled += count;
        packet[runs] = i;
        port[runs] = outlet;
        end[runs++] = filled;
    }

    /** Sends or frees all. A packet that does not leave whole counts as one that met a full queue. */
    void send(final Batch batch) {
        int first = 0;
        for (int run = 0; run < runs; run++) {
            send(batch, run, first);
            first = end[run];
        }
        runs = 0;
        filled = 0;
    }

    private void send(final Batch batch, final int run, final int first) {
        final long record = batch.packet(packet[run]);
        int sent = first;
        boolean isMoving = Packet.verdict(record) == FORWARD;
        while (isMoving && sent < end[run]) {
            final int offered = Math.min(end[run] - sent, Batch.CAPACITY);
            final int taken = Transmitter.offer(queues[port[run]], at(sent), offered);
            sent += taken;
            isMoving = taken == offered;
        }
        batch.further(packet[run], sent - first);
        if (sent < end[run]) {
            Packet.verdict(record, TX_FULL);
            free(sent, end[run]);
        }
    }

    private void free(final int from, final int to) {
        for (int at = from; at < to; at += Batch.CAPACITY) {
            pool.free(at(at), Math.min(to - at, Batch.CAPACITY));
        }
    }

    private long at(final int i) {
        return pointers.address() + (long) i * Long.BYTES;
    }

    @Override
    public void close() {
        pointers.close();
    }
}
