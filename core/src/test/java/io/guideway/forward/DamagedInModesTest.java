package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.Verdict;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Frames as nobody should send them, for services whose modes have choices: nothing beyond a packet is touched, each is counted once,
 * and no mbuf stays out.
 */
class DamagedInModesTest {
    private static final int CHANGES = 300;

    private final Rig rig = new Rig(ModeSamples.SERVICES, Sites::route);
    private long frames;
    private long sent;

    @AfterEach
    void everyFrameIsCountedOnceAndNothingLeaks() {
        assertEquals(0, rig.pool.inUse());
        assertEquals(frames, rig.worker.counters().received());
        assertEquals(sent, rig.worker.counters().packets(Verdict.FORWARDED));
        rig.close();
    }

    @Test
    void cutAtEveryLength() {
        for (final Service service : ModeSamples.SERVICES) {
            for (final byte[] sample : ModeSamples.frames(service).subList(0, 3)) {
                for (int length = 0; length <= sample.length; length++) {
                    walk(Arrays.copyOf(sample, length));
                }
            }
        }
    }

    @Test
    void withOctetsChanged() {
        final Random random = new Random(20261123);
        for (final Service service : ModeSamples.SERVICES) {
            for (final byte[] sample : ModeSamples.frames(service).subList(0, 3)) {
                for (int i = 0; i < CHANGES; i++) {
                    final byte[] changed = sample.clone();
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                    walk(changed);
                }
            }
        }
    }

    private void walk(final byte[] frame) {
        frames++;
        sent += rig.walk(frame).size();
    }
}
