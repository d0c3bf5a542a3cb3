package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Generation;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few services are found in one walk over a burst, many in several. Whatever the packets, both ways come to the same. */
class BackendFinderTest {
    private static final int BURSTS = 400;
    private static final int BURST = 32;

    /** Without backends, at addresses that no frame here is for. */
    private static final List<Service> OTHERS = IntStream.range(0, 5000)
            .mapToObj(i -> new Service(
                    "other-" + i,
                    IpAddress.ipv4(0xC612_0000 | i),
                    Protocol.UDP,
                    443,
                    Mode.L2DSR,
                    HashFields.SOURCE,
                    251,
                    List.of(),
                    List.of()))
            .toList();

    @Test
    void bothWaysComeToTheSame() {
        final RandomFrames frames = new RandomFrames(new Random(3));
        final List<Service> many = new ArrayList<>(SampleFrames.SERVICES);
        many.addAll(OTHERS);
        try (Rig few = new Rig(SampleFrames.SERVICES, Sites::route);
                Rig all = new Rig(many, Sites::route)) {
            for (int i = 0; i < BURSTS; i++) {
                final List<byte[]> burst = IntStream.range(0, BURST)
                        .mapToObj(j -> frame(frames, j))
                        .toList();
                burst.forEach(few::receive);
                burst.forEach(all::receive);
                assertSame(few.burst(), all.burst());
                assertSame(few.worker.batch(), all.worker.batch());
            }
            assertTrue(few.worker.counters().packets(Verdict.FORWARDED) > BURSTS);
        }
    }

    @Test
    void manyServicesAreThoseThatMayNotFitTheCache() {
        try (Generation few = Generation.alone(1, SampleFrames.SERVICES);
                Generation many = Generation.alone(1, OTHERS)) {
            assertFalse(few.vips().isLarge());
            assertTrue(many.vips().isLarge());
        }
    }

    /** Every other frame is one that a service is for. */
    private static byte[] frame(final RandomFrames frames, final int index) {
        final List<byte[]> good = SampleFrames.all();
        return index % 2 == 0
                ? frames.next()
                : good.get(index / 2 % good.size()).clone();
    }

    private static void assertSame(final List<byte[]> expected, final List<byte[]> sent) {
        assertEquals(expected.size(), sent.size());
        for (int i = 0; i < sent.size(); i++) {
            assertArrayEquals(expected.get(i), sent.get(i));
        }
    }

    private static void assertSame(final Batch expected, final Batch found) {
        for (int i = 0; i < BURST; i++) {
            assertEquals(expected.verdict(i), found.verdict(i));
            assertEquals(expected.service(i), found.service(i));
            assertEquals(expected.slot(i), found.slot(i));
            assertEquals(expected.backend(i), found.backend(i));
        }
    }
}
