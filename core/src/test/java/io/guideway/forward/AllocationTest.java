package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.Verdict;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once warm, a worker allocates nothing: not for packets that are sent, nor for any kind of packet that is dropped. */
class AllocationTest {
    private static final int BURSTS = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aWarmWorkerAllocatesNothing() {
        final List<byte[]> frames = SampleFrames.all();
        try (EndlessRig rig = new EndlessRig(frames)) {
            rig.run(BURSTS);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            rig.run(BURSTS);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / BURSTS, "octets a burst; in all " + allocated);
            assertEquals(2L * BURSTS * frames.size(), rig.worker().counters().received());
            assertEquals(0, rig.worker().counters().packets(Verdict.TX_FULL));
        }
    }

    @Test
    void norDoesItForWhatIsRare() {
        final List<byte[]> frames = RareFrames.all();
        try (FreshRig rig = new FreshRig(RareFrames.SERVICES, frames)) {
            rig.run(BURSTS / 4);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            rig.run(BURSTS / 4);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / (BURSTS / 4), "octets a burst; in all " + allocated);
            final WorkerCounters counters = rig.worker().counters();
            assertEquals(2L * (BURSTS / 4) * frames.size(), counters.received());
            assertEquals(0, counters.packets(Verdict.TX_FULL) + counters.packets(Verdict.NO_MBUF));
            assertTrue(counters.packets(Verdict.ANSWERED) > 0 && counters.packets(Verdict.FORWARDED) > 0);
        }
    }
}
