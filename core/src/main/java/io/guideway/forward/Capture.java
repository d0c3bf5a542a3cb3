package io.guideway.forward;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Optional;
import org.agrona.BitUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What one worker tells of the packets that somebody captures: how they came, how they left, and what was decided. The beginnings
 * of a burst's packets are copied before the first stage and again before they are sent; once the verdicts stand, what is asked for goes into
 * a ring in native memory that another thread empties. Nobody waits: what finds no room is lost and counted.
 * <pre>
 *  octet 0 | when it came 8          | when it left 8         |
 *       16 | verdict 4  | others 4   | came: length 4, kept 4 |
 *       32 | left: length 4, kept 4  | name's octets 4, 0     |
 *       48 | backend's address 16, zeros: none                |
 *       64 | kept octets as it came, as it left, and the service's name
 * </pre>
 * Times are nanoseconds since 1970; the length of what did not leave is 0; others are the fragments behind the one that is shown.
 */
public final class Capture implements AutoCloseable {
    /** Octets of a packet that may be asked for. */
    public static final int LEAST_SNAP = 64;

    public static final int MOST_SNAP = 9216;

    private static final IpAddress NOBODY = new IpAddress(0, 0);
    private static final int FORWARD = Batch.FORWARD;
    private static final int ANSWERED = Verdict.ANSWERED.ordinal();
    private static final int HELD = Verdict.HELD.ordinal();

    /** Octets of the ring, without its trailer: two thousand packets of the usual length. */
    private static final int CAPACITY = 1 << 20;

    /** Octets that are copied of each packet at the least, so that its headers can be looked at. */
    private static final int LEAST_COPY = 256;

    /** Before each copy: the packet's length. */
    private static final int HEAD = 8;

    private static final int KIND = 1;
    private static final int LEFT_AT = 8;
    private static final int VERDICT = 16;
    private static final int OTHERS = 20;
    private static final int CAME_LENGTH = 24;
    private static final int CAME_KEPT = 28;
    private static final int LEFT_LENGTH = 32;
    private static final int LEFT_KEPT = 36;
    private static final int NAME_LENGTH = 40;
    private static final int BACKEND_HIGH = 48;
    private static final int BACKEND_LOW = 56;
    private static final int OCTETS = 64;

    private final FlowMatcher matcher;
    private final int snap;
    private final int place;
    private final NativeBlock copies;
    private final NativeBlock memory = new NativeBlock(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
    private final NativeBlock lost = new NativeBlock(Long.BYTES);
    private final OneToOneRingBuffer ring =
            new OneToOneRingBuffer(new UnsafeBuffer(memory.address(), CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));

    /** From {@link System#nanoTime} to nanoseconds since 1970. */
    private final long epochNs;

    private long cameNs;
    private long leftNs;

    /** Takes what was captured. */
    @FunctionalInterface
    public interface Reader {
        void accept(Captured packet);
    }

    /**
     * A packet.
     *
     * @param cameNs when it came, nanoseconds since 1970; all packets of a burst came at one time
     * @param leftNs likewise
     * @param others fragments that left behind the one that is shown
     * @param cameLength octets of the frame
     * @param came the first of them
     * @param leftLength octets of the frame that left; 0 if none did
     * @param left the first of them
     * @param service in UTF-8; empty if there is none
     * @param backend empty if none was chosen
     */
    public record Captured(
            long cameNs,
            long leftNs,
            Verdict verdict,
            int others,
            int cameLength,
            byte[] came,
            int leftLength,
            byte[] left,
            byte[] service,
            Optional<IpAddress> backend) {}

    /**
     * @param snap octets kept of each packet, {@link #LEAST_SNAP} to {@link #MOST_SNAP}
     * @param epochNs what to add to {@link System#nanoTime} to have nanoseconds since 1970
     */
    public Capture(final CaptureFilter filter, final int snap, final long epochNs) {
        this.snap = snap;
        this.epochNs = epochNs;
        matcher = new FlowMatcher(filter);
        place = HEAD + BitUtil.align(Math.max(snap, LEAST_COPY), Long.BYTES);
        copies = new NativeBlock(2L * Batch.CAPACITY * place);
    }

    // What the worker does.

    /** Copies the packets of a burst as they came. */
    void before(final Batch batch, final int count) {
        cameNs = System.nanoTime() + epochNs;
        for (int i = 0; i < count; i++) {
            copy(batch.mbuf(i), came(i));
        }
    }

    /** Copies the packets of a burst that are to be sent. */
    void after(final Batch batch, final int count) {
        leftNs = System.nanoTime() + epochNs;
        for (int i = 0; i < count; i++) {
            if (isSent(Packet.verdict(batch.packet(i)))) {
                copy(batch.mbuf(i), left(i));
            }
        }
    }

    private static boolean isSent(final int verdict) {
        return verdict == FORWARD || verdict == ANSWERED;
    }

    private void copy(final long mbuf, final long to) {
        final int length = Mbuf.packetLength(mbuf);
        Mem.i32(to, length);
        Mbuf.copy(mbuf, 0, to + HEAD, Math.min(length, place - HEAD));
    }

    /** Tells of the packets of a burst that are asked for; their verdicts are final, their mbufs gone. */
    void tell(final Batch batch, final int count, final CaptureScope scope) {
        for (int i = 0; i < count; i++) {
            final int verdict = Packet.verdict(batch.packet(i));
            if (verdict != Batch.LATER && verdict != HELD && scope.matches(batch, i) && matches(came(i))) {
                tell(batch, i, verdict, scope);
            }
        }
    }

    private boolean matches(final long copy) {
        return matcher.matches(copy + HEAD, Math.min(Mem.i32(copy), place - HEAD));
    }

    private void tell(final Batch batch, final int i, final int verdict, final CaptureScope scope) {
        final long came = came(i);
        final long left = left(i);
        final int cameKept = Math.min(Mem.i32(came), snap);
        final int leftLength = isSent(verdict) ? Mem.i32(left) : 0;
        final int leftKept = Math.min(leftLength, snap);
        final byte[] name = scope.name(batch.service(i));
        final int index = ring.tryClaim(KIND, OCTETS + cameKept + leftKept + name.length);
        if (index < 0) {
            Mem.i64Release(lost.address(), Mem.i64(lost.address()) + 1);
            return;
        }
        final long at = memory.address() + index;
        Mem.i64(at, cameNs);
        Mem.i64(at + LEFT_AT, leftNs);
        Mem.i32(at + VERDICT, verdict);
        Mem.i32(at + OTHERS, batch.further(i));
        Mem.i32(at + CAME_LENGTH, Mem.i32(came));
        Mem.i32(at + CAME_KEPT, cameKept);
        Mem.i32(at + LEFT_LENGTH, leftLength);
        Mem.i32(at + LEFT_KEPT, leftKept);
        Mem.i64(at + NAME_LENGTH, name.length);
        writeBackend(at, batch.backend(i), scope);
        Mem.copy(came + HEAD, at + OCTETS, cameKept);
        Mem.copy(left + HEAD, at + OCTETS + cameKept, leftKept);
        Mem.put(at + OCTETS + cameKept + leftKept, name);
        ring.commit(index);
    }

    private static void writeBackend(final long at, final int backend, final CaptureScope scope) {
        if (backend == Batch.NONE) {
            Mem.i64(at + BACKEND_HIGH, 0);
            Mem.i64(at + BACKEND_LOW, 0);
        } else {
            final IpAddress address = scope.backend(backend);
            Mem.i64(at + BACKEND_HIGH, address.high());
            Mem.i64(at + BACKEND_LOW, address.low());
        }
    }

    private long came(final int i) {
        return copies.address() + (long) i * place;
    }

    private long left(final int i) {
        return copies.address() + (long) (Batch.CAPACITY + i) * place;
    }

    // What the other thread does.

    /**
     * Tells of what the worker has captured, in order, and forgets it; one thread.
     *
     * @param most packets of one call
     * @return how many
     */
    public int read(final Reader reader, final int most) {
        final MessageHandler each =
                (type, buffer, index, length) -> reader.accept(captured(buffer.addressOffset() + index));
        final int read = ring.read(each, most);
        return read == 0 && ring.size() > 0 ? ring.read(each, most) : read; // the end of the ring may be empty
    }

    private static Captured captured(final long at) {
        final int cameKept = Mem.i32(at + CAME_KEPT);
        final int leftKept = Mem.i32(at + LEFT_KEPT);
        final long octets = at + OCTETS;
        return new Captured(
                Mem.i64(at),
                Mem.i64(at + LEFT_AT),
                Verdict.of(Mem.i32(at + VERDICT)),
                Mem.i32(at + OTHERS),
                Mem.i32(at + CAME_LENGTH),
                Mem.get(octets, cameKept),
                Mem.i32(at + LEFT_LENGTH),
                Mem.get(octets + cameKept, leftKept),
                Mem.get(octets + cameKept + leftKept, (int) Mem.i64(at + NAME_LENGTH)),
                Optional.of(new IpAddress(Mem.i64(at + BACKEND_HIGH), Mem.i64(at + BACKEND_LOW)))
                        .filter(address -> !address.equals(NOBODY)));
    }

    /** Packets that found no room; any thread. */
    public long lost() {
        return Mem.i64Acquire(lost.address());
    }

    /** No worker and no other thread uses it any more. */
    @Override
    public void close() {
        copies.close();
        memory.close();
        lost.close();
    }
}
