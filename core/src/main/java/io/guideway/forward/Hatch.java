package io.guideway.forward;

import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Where one worker and the porter hand each other frames: two rings in native memory, each with one thread that puts and one
 * that takes. Nobody waits: what finds no room stays with whom it was. Frames are copied, so that every mbuf stays with its
 * worker, and no pool meets a thread that the kernel may stop at any moment.
 */
public final class Hatch implements AutoCloseable {
    /** To the porter: a frame that may tell of neighbours. */
    public static final int NEWS = 1;

    /** To the porter: a frame of somebody who claims an address of ours. */
    public static final int CONFLICT = 2;

    /** To the porter: a frame for the kernel. */
    public static final int KERNEL = 3;

    /** To the porter: a packet that waits for the Ethernet address of a neighbour. */
    public static final int WAITING = 4;

    /** To the worker: a frame to be sent. */
    public static final int SEND = 1;

    /** To the worker: a packet that has waited. */
    public static final int AGAIN = 2;

    /** Octets of each ring: a thousand small frames, or a hundred long ones. */
    private static final int CAPACITY = 1 << 18;

    /** Frames of one reading: of the longest ones they fill less than half of a ring. */
    private static final int MOST_READ = 12;

    private static final int PORT_BITS = 16;

    /** Before each frame to the porter: the number of the neighbour that it waits for, so long that the frame is aligned. */
    private static final int HEAD = 8;

    /** For each port, on a cache line of its own: frames that may go to the kernel, and those that went, since the start. */
    private static final int ALLOWANCE = 64;

    private static final int USED = 8;

    private final NativeBlock memory = new NativeBlock(2L * (CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
    private final NativeBlock allowances;
    private final long lost;
    private final OneToOneRingBuffer toPorter = ring(0);
    private final OneToOneRingBuffer toWorker = ring(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
    private long collected;
    private volatile boolean isForWaiting = true;

    /** Takes what lies in the hatch; frames stand in native memory, for the time of the call. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param kind one of this class
         * @param port place of the port among the node's
         * @param neighbour number of the neighbour that it waits for; only of {@link #WAITING}
         * @param frame native address
         * @param length octets
         */
        void onFrame(int kind, int port, int neighbour, long frame, int length);
    }

    /** @param ports of the node */
    public Hatch(final int ports) {
        allowances = new NativeBlock((ports + 1L) * ALLOWANCE);
        lost = allowance(ports);
    }

    private OneToOneRingBuffer ring(final int offset) {
        return new OneToOneRingBuffer(
                new UnsafeBuffer(memory.address() + offset, CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
    }

    // What the worker does.

    /** Whether packets may wait for neighbours. */
    boolean isForWaiting() {
        return isForWaiting;
    }

    /** Copies a frame for the porter; says whether there was room. */
    boolean pass(final int kind, final int port, final int neighbour, final long mbuf) {
        final int length = Mbuf.packetLength(mbuf);
        if (length > toPorter.maxMsgLength() - HEAD) {
            return false;
        }
        final int index = toPorter.tryClaim(kind << PORT_BITS | port, HEAD + length);
        if (index < 0) {
            return false;
        }
        final long at = toPorter.buffer().addressOffset() + index;
        Mem.i64(at, neighbour);
        copy(mbuf, at + HEAD);
        toPorter.commit(index);
        return true;
    }

    private static void copy(final long mbuf, final long to) {
        long at = to;
        for (long segment = mbuf; segment != 0; segment = Mbuf.next(segment)) {
            Mem.copy(Mbuf.data(segment), at, Mbuf.dataLength(segment));
            at += Mbuf.dataLength(segment);
        }
    }

    /** Whether one more frame of a port may go to the kernel. */
    boolean mayPassToKernel(final int port) {
        final long allowance = allowance(port);
        return Mem.i64(allowance + USED) < Mem.i64Acquire(allowance);
    }

    /** One has gone. */
    void passedToKernel(final int port) {
        final long allowance = allowance(port);
        Mem.i64Release(allowance + USED, Mem.i64(allowance + USED) + 1);
    }

    /** Hot path, once a round: whether there is something for the worker. */
    boolean hasMail() {
        return toWorker.producerPosition() != collected;
    }

    /** Gives the worker up to {@code most} frames; returns how many. */
    int collect(final MailSorter sorter, final int most) {
        final int count = toWorker.read(sorter, most);
        collected = toWorker.consumerPosition();
        return count;
    }

    /** Turns messages of the ring into visits; made once for each visitor, so that reading makes no objects. */
    static final class MailSorter implements MessageHandler {
        private final Visitor visitor;

        MailSorter(final Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void onMessage(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
            final long at = buffer.addressOffset() + index;
            visitor.onFrame(type >>> PORT_BITS, type & 0xFFFF, (int) Mem.i64(at), at + HEAD, length - HEAD);
        }
    }

    /** A frame of the porter found no mbuf, or a full transmit queue. */
    void lost() {
        Mem.i64Release(lost, Mem.i64(lost) + 1);
    }

    // What the porter does.

    /** Frames that the worker has lost. */
    public long lostFrames() {
        return Mem.i64Acquire(lost);
    }

    /** What the porter needs to read, made once. */
    public Reader reader(final Visitor visitor) {
        return new Reader(new MailSorter(visitor));
    }

    /** The porter's end for reading. */
    public final class Reader {
        private final MailSorter sorter;

        private Reader(final MailSorter sorter) {
            this.sorter = sorter;
        }

        /**
         * Gives the visitor some frames, so few that there is room for all of them to go back; none while there is not.
         *
         * @return how many
         */
        public int read() {
            return toWorker.size() > CAPACITY / 2 ? 0 : toPorter.read(sorter, MOST_READ);
        }
    }

    /** From now on no more packet waits: the end is near, and all have to be counted before. Any thread. */
    public void letNobodyWait() {
        isForWaiting = false;
    }

    /** A frame for the worker to send by a port; says whether there was room. */
    public boolean send(final int port, final long frame, final int length) {
        return give(SEND, port, frame, length);
    }

    /** A packet that has waited, for the worker to look at once more; says whether there was room. */
    public boolean giveBack(final int port, final long frame, final int length) {
        return give(AGAIN, port, frame, length);
    }

    private boolean give(final int kind, final int port, final long frame, final int length) {
        final int index = toWorker.tryClaim(kind << PORT_BITS | port, HEAD + length);
        if (index < 0) {
            return false;
        }
        final long at = toWorker.buffer().addressOffset() + index;
        Mem.i64(at, 0);
        Mem.copy(frame, at + HEAD, length);
        toWorker.commit(index);
        return true;
    }

    /** Frames of a port that may still go to the kernel. */
    public long allowed(final int port) {
        return Mem.i64(allowance(port)) - Mem.i64Acquire(allowance(port) + USED);
    }

    /** Lets more of them go. */
    public void allow(final int port, final long more) {
        Mem.i64Release(allowance(port), Mem.i64(allowance(port)) + more);
    }

    private long allowance(final int port) {
        return allowances.address() + (long) port * ALLOWANCE;
    }

    /** Neither thread uses it any more. */
    @Override
    public void close() {
        memory.close();
        allowances.close();
    }
}
