package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every pair of queues promises whose RX queue receives what its TX queue was given. */
abstract class QueueContract {
    private static final int BURST = 64;

    private final NativeBlock sent = new NativeBlock(8 * BURST);
    private final NativeBlock received = new NativeBlock(8 * BURST);
    private RxQueue rx;
    private TxQueue tx;
    private MbufPool pool;
    private int baseline;

    /** Where packets come out. */
    abstract RxQueue rxQueue();

    /** Where packets go in. */
    abstract TxQueue txQueue();

    /** A pool with more mbufs than {@link #capacity} and a burst. */
    abstract MbufPool pool();

    /** Packets that lie between the two queues at the most. */
    abstract int capacity();

    @BeforeEach
    void nothingIsUnderWay() {
        rx = rxQueue();
        tx = txQueue();
        pool = pool();
        drain();
        baseline = pool.inUse();
    }

    @AfterEach
    void everyMbufIsBack() {
        assertEquals(baseline, pool.inUse());
        sent.close();
        received.close();
    }

    @Test
    void anEmptyQueueGivesNothing() {
        assertEquals(0, rx.poll(received.address(), BURST));
    }

    @Test
    void burstsOfEveryLengthComeBackInTheirOrder() {
        for (int count = 1; count <= BURST; count++) {
            allocate(count);
            assertEquals(count, tx.offer(sent.address(), count));
            assertEquals(count, rx.poll(received.address(), BURST));
            assertArrayEquals(pointers(sent, count), pointers(received, count));
            pool.free(received.address(), count);
        }
    }

    @Test
    void nothingOfferedIsNothingTaken() {
        assertEquals(0, tx.offer(sent.address(), 0));
        assertEquals(0, rx.poll(received.address(), BURST));
    }

    @Test
    void aPollTakesNoMoreThanItAskedFor() {
        allocate(10);
        assertEquals(10, tx.offer(sent.address(), 10));
        assertEquals(3, rx.poll(received.address(), 3));
        assertEquals(7, rx.poll(received.address() + 8 * 3, BURST - 3));
        assertArrayEquals(pointers(sent, 10), pointers(received, 10));
        pool.free(received.address(), 10);
    }

    @Test
    void aFullQueueTakesTheFirstAndLeavesTheRestToItsCaller() {
        int taken = BURST;
        int under = 0;
        while (taken == BURST) {
            allocate(BURST);
            taken = tx.offer(sent.address(), BURST);
            under += taken;
        }
        assertEquals(capacity(), under);
        assertEquals(baseline + under + BURST - taken, pool.inUse());
        pool.free(sent.address() + 8L * taken, BURST - taken);
        assertEquals(0, tx.offer(sent.address(), 1));
        assertEquals(under, drain());
    }

    @Test
    void aPacketKeepsItsContent() {
        allocate(1);
        final long mbuf = Mem.i64(sent.address());
        final byte[] frame = {1, 2, 3, 4, 5, 6, 7};
        Mbuf.place(mbuf, Mbuf.HEADROOM, frame.length);
        Mem.put(Mbuf.data(mbuf), frame);
        Mbuf.prepend(mbuf, 2);
        Mem.u16be(Mbuf.data(mbuf), 0xABCD);
        assertEquals(1, tx.offer(sent.address(), 1));
        assertEquals(1, rx.poll(received.address(), 1));
        final long back = Mem.i64(received.address());
        assertEquals(9, Mbuf.dataLength(back));
        assertEquals(9, Mbuf.packetLength(back));
        assertEquals(1, Mbuf.segments(back));
        assertEquals(Mbuf.HEADROOM - 2, Mbuf.headroom(back));
        assertArrayEquals(new byte[] {(byte) 0xAB, (byte) 0xCD, 1, 2, 3, 4, 5, 6, 7}, Mem.get(Mbuf.data(back), 9));
        pool.free(received.address(), 1);
    }

    @Test
    void roomForPointersThatIsNotKnownIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> rx.poll(received.address() + 8, BURST));
        assertThrows(IndexOutOfBoundsException.class, () -> tx.offer(sent.address() + 8, BURST));
        assertEquals(0, rx.poll(received.address(), BURST));
    }

    @Test
    void burstsAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        runBursts(200_000);
        final long before = threads.getCurrentThreadAllocatedBytes();
        runBursts(200_000);
        final long after = threads.getCurrentThreadAllocatedBytes();
        assertEquals(before, after);
    }

    private void runBursts(final int bursts) {
        for (int i = 0; i < bursts; i++) {
            pool.allocate(sent.address(), 4);
            tx.offer(sent.address(), 4);
            rx.poll(received.address(), 4);
            pool.free(received.address(), 4);
        }
    }

    private void allocate(final int count) {
        assertTrue(pool.allocate(sent.address(), count));
    }

    private static long[] pointers(final NativeBlock block, final int count) {
        final long[] pointers = new long[count];
        Arrays.setAll(pointers, i -> Mem.i64(block.address() + 8L * i));
        return pointers;
    }

    private int drain() {
        int drained = 0;
        int count = rx.poll(received.address(), BURST);
        while (count > 0) {
            pool.free(received.address(), count);
            drained += count;
            count = rx.poll(received.address(), BURST);
        }
        return drained;
    }
}
