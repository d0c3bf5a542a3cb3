package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.Service;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
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
    void soItDoesWhereConnectionIdsAreRead() {
        final List<byte[]> frames = quicFrames();
        final List<Service> services = List.of(QuicSites.service(Sites.VIP4, QuicSites.backends(1, 2, 3)));
        try (EndlessRig rig = new EndlessRig(services, frames, Batch.CAPACITY)) {
            rig.run(BURSTS);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            rig.run(BURSTS);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / BURSTS, "octets a burst; in all " + allocated);
            assertEquals(
                    4L * BURSTS,
                    rig.worker().counters().packets(Choice.QUIC_CONFIG)
                            + rig.worker().counters().packets(Choice.QUIC_SERVER));
        }
    }

    /** Ids of each configuration, one that names nobody, and one of no configuration. */
    private static List<byte[]> quicFrames() {
        final byte[] foreign = QuicSites.connectionId(QuicSites.PLAIN, 1, 1);
        foreign[0] |= (byte) 0xE0;
        return Stream.of(
                        QuicSites.connectionId(QuicSites.FOUR_PASSES, 1, 1),
                        QuicSites.connectionId(QuicSites.ONE_BLOCK, 2, 1),
                        QuicSites.connectionId(QuicSites.PLAIN, 3, 1),
                        QuicSites.connectionId(QuicSites.FOUR_PASSES, 77, 1),
                        foreign)
                .map(id -> FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4)
                        .udp(50000, 443, QuicPackets.shortHeader(id))
                        .frame())
                .toList();
    }
}
