package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.Verdict;
import io.guideway.service.Service;
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
        assertNothingAllocated(SampleFrames.SERVICES, frames, BURSTS);
    }

    @Test
    void norDoesItInModesThatHaveChoices() {
        final List<byte[]> frames = ModeSamples.SERVICES.stream()
                .flatMap(service -> ModeSamples.frames(service).stream().limit(2))
                .toList();
        assertNothingAllocated(ModeSamples.SERVICES, frames, BURSTS / 10);
    }

    private static void assertNothingAllocated(
            final List<Service> services, final List<byte[]> frames, final int bursts) {
        try (EndlessRig rig = new EndlessRig(services, frames, Batch.CAPACITY)) {
            rig.run(bursts);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            rig.run(bursts);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / bursts, "octets a burst; in all " + allocated);
            assertEquals(2L * bursts * frames.size(), rig.worker().counters().received());
            assertEquals(2L * bursts * frames.size(), rig.worker().counters().packets(Verdict.FORWARDED));
        }
    }
}
