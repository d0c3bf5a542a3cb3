package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The last packets of each reason are there to be looked at, and no more of them than there is room for. */
class KeptDropsTest {
    private final Rig rig = new Rig(
            List.of(Sites.service(Sites.VIP4, Protocol.TCP, Mode.L2DSR, Sites.backends("10.0.0.1"))), Sites::route);

    private record Kept(Verdict verdict, int length, byte[] octets) {}

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Kept> kept() {
        final List<Kept> kept = new ArrayList<>();
        rig.worker.drops().forEach((verdict, timeMs, length, octets) -> {
            assertTrue(timeMs > 0);
            kept.add(new Kept(verdict, length, octets));
        });
        return kept;
    }

    private static byte[] stray(final int port) {
        return FrameBuilder.packet(Sites.CLIENT4, "192.0.2.1")
                .udp(port, 53, 200)
                .frame();
    }

    private static int port(final Kept kept) {
        return (kept.octets()[34] & 0xFF) << 8 | kept.octets()[35] & 0xFF;
    }

    @Test
    void whatIsForwardedIsNotKept() {
        rig.walk(FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4).tcp(1, 80, 0).frame());
        assertEquals(Verdict.FORWARDED, rig.verdict());
        assertEquals(List.of(), kept());
    }

    @Test
    void theBeginningOfAPacketIsKeptWithItsLength() {
        rig.walk(stray(1));
        assertEquals(1, kept().size());
        final Kept only = kept().getFirst();
        assertEquals(Verdict.NOT_OURS, only.verdict());
        assertEquals(stray(1).length, only.length());
        assertArrayEquals(Arrays.copyOf(stray(1), KeptDrops.SNAP), only.octets());
    }

    @Test
    void aFloodHidesNoOtherReasonAndLeavesRoomForLaterOnes() {
        for (int port = 1; port <= 1000; port++) {
            rig.walk(stray(port));
        }
        rig.walk(new byte[5]);
        rig.walk(FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4).udp(1, 80, 0).frame());
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), ports());
        assertEquals(
                List.of(Verdict.RUNT_FRAME, Verdict.NO_SERVICE),
                kept().stream()
                        .map(Kept::verdict)
                        .filter(verdict -> verdict != Verdict.NOT_OURS)
                        .toList());
        rig.worker.drops().renew();
        for (int port = 2001; port <= 2003; port++) {
            rig.walk(stray(port));
        }
        assertEquals(List.of(2001, 2002, 2003, 4, 5, 6, 7, 8), ports());
    }

    private List<Integer> ports() {
        return kept().stream()
                .filter(kept -> kept.verdict() == Verdict.NOT_OURS)
                .map(KeptDropsTest::port)
                .toList();
    }

    /** Whoever reads beside the worker sees whole packets: of these, every octet behind the headers tells the port. */
    @Test
    void aReaderBesideTheWorkerSeesWholePackets() throws InterruptedException {
        final AtomicReference<Throwable> fault = new AtomicReference<>();
        final Thread reader = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    rig.worker.drops().forEach(KeptDropsTest::assertWhole);
                }
            } catch (final Throwable torn) {
                fault.set(torn);
            }
        });
        reader.start();
        for (int i = 0; i < 50_000; i++) {
            final byte[] frame = stray(i & 0x7F);
            Arrays.fill(frame, 60, frame.length, (byte) (i & 0x7F));
            rig.worker.drops().renew();
            rig.walk(frame);
        }
        reader.interrupt();
        reader.join();
        assertNull(fault.get());
    }

    private static void assertWhole(final Verdict verdict, final long timeMs, final int length, final byte[] octets) {
        for (int i = 60; i < octets.length; i++) {
            assertEquals(octets[35], octets[i]);
        }
    }
}
