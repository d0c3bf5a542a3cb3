package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Frames as nobody should send them. Each lies with its last octet at the end of its buffer and forbidden memory behind, so
 * a read beyond the packet throws; each is counted once, and no mbuf stays out.
 */
class MalformedFramesTest {
    private static final int RANDOM_FRAMES = 1_000_000;

    private final Rig rig = new Rig(SampleFrames.SERVICES, Sites::route);
    private long frames;
    private long sent;

    @AfterEach
    void everyFrameIsCountedOnceAndNothingLeaks() {
        sent += rig.finish().size();
        assertEquals(0, rig.pool.inUse());
        assertEquals(frames, rig.worker.counters().received());
        assertEquals(sent, rig.worker.counters().packets(Verdict.FORWARDED));
        rig.close();
    }

    @Test
    void everySampleIsForwardedAsItIs() {
        for (final byte[] sample : SampleFrames.all()) {
            walk(sample);
            assertEquals(Verdict.FORWARDED, rig.verdict());
        }
    }

    @Test
    void everySampleCutAtEveryLength() {
        for (final byte[] sample : SampleFrames.all()) {
            for (int length = 0; length < sample.length; length++) {
                walk(Arrays.copyOf(sample, length));
            }
        }
    }

    @Test
    void everySampleWithEverySingleOctetChanged() {
        for (final byte[] sample : SampleFrames.all()) {
            for (int at = 0; at < sample.length; at++) {
                for (final int octet : new int[] {0x00, 0xFF, sample[at] ^ 0x01, sample[at] ^ 0x80}) {
                    final byte[] changed = sample.clone();
                    changed[at] = (byte) octet;
                    walk(changed);
                }
            }
        }
    }

    /** Noise finds the outer checks only, so most frames begin like a sample, are cut anywhere and changed in a few places. */
    @Test
    void aMillionRandomFrames() {
        final Random random = new Random(20261123);
        final byte[][] samples = SampleFrames.all().toArray(byte[][]::new);
        for (int i = 0; i < RANDOM_FRAMES; i += Batch.CAPACITY) {
            final int burst = Math.min(Batch.CAPACITY, RANDOM_FRAMES - i);
            for (int k = 0; k < burst; k++) {
                rig.receive(random.nextInt(10) == 0 ? noise(random) : mutant(random, samples));
            }
            frames += burst;
            sent += rig.burst().size();
        }
        assertEquals(RANDOM_FRAMES, frames);
    }

    private void walk(final byte[] frame) {
        frames++;
        sent += rig.walk(frame).size();
    }

    private static byte[] noise(final Random random) {
        final byte[] frame = new byte[random.nextInt(200)];
        random.nextBytes(frame);
        return frame;
    }

    private static byte[] mutant(final Random random, final byte[][] samples) {
        final byte[] sample = samples[random.nextInt(samples.length)];
        final byte[] frame = Arrays.copyOf(sample, random.nextInt(sample.length + 20));
        final int changes = random.nextInt(4);
        for (int i = 0; i < changes && frame.length > 12; i++) {
            frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
        }
        repairIpv4Checksum(frame);
        return frame;
    }

    /** Half of the damage would otherwise stop at the header checksum and never reach the checks behind it. */
    private static void repairIpv4Checksum(final byte[] frame) {
        final int headerLength = frame.length > 34 && frame[12] == 8 ? (frame[14] & 0x0F) * 4 : 0;
        if (headerLength < 20 || frame.length < 14 + headerLength) {
            return;
        }
        frame[24] = 0;
        frame[25] = 0;
        int sum = 0;
        for (int i = 14; i < 14 + headerLength; i += 2) {
            sum += (frame[i] & 0xFF) << 8 | frame[i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~((sum & 0xFFFF) + (sum >>> 16));
        frame[24] = (byte) (sum >>> 8);
        frame[25] = (byte) sum;
    }
}
