package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
