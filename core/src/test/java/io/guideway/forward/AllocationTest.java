package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
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

    /** Fragments in order, ones that wait, ones that overlap, and ones that are none, again and again. */
    @Test
    void norForFragments() {
        final FrameBuilder tracked = FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 200);
        final FrameBuilder hashed = FrameBuilder.packet(CLIENT6, VIP6).udp(1, 80, 200);
        final List<byte[]> frames = List.of(
                tracked.cut(104, 208).frame(),
                tracked.cut(0, 104).frame(),
                hashed.cut(0, 104).frame(),
                hashed.cut(0, 104).frame(),
                hashed.cut(104, 208).frame(),
                hashed.cut(8, 99).frame(),
                FrameBuilder.packet("127.0.0.1", VIP4).udp(1, 80, 20).frame());
        final List<Service> services = List.of(
                service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")).with(Sites.handling(FragmentPolicy.TRACK)),
                service(VIP6, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")));
        try (EndlessRig rig = new EndlessRig(services, frames, Batch.CAPACITY)) {
            rig.run(BURSTS);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            rig.run(BURSTS);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / BURSTS, "octets a burst; in all " + allocated);
            for (final Verdict verdict : List.of(
                    Verdict.FORWARDED, Verdict.MARTIAN_SOURCE, Verdict.FRAGMENT_LENGTH, Verdict.FRAGMENT_OVERLAP)) {
                assertTrue(rig.worker().counters().packets(verdict) >= BURSTS, verdict::text);
            }
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
