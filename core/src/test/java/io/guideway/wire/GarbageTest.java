package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever a frame holds, it is a message, a part put aside, or a refusal with a reason. Frames end where their memory ends. */
class GarbageTest {
    private static final int MUTATIONS = 200_000;
    private static final int LONGEST_CHANGES = 4;
    private static final int[] ABSURD = {0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};

    @Property(tries = 5000)
    void anyOctetsAreRefused(@ForAll @Size(max = 300) final byte[] octets) {
        final ReadFrames read = new ReadFrames(Side.FORWARDER).accept(octets);
        assertEquals(List.of(), read.messages);
        assertFalse(read.reason().isBlank());
    }

    /** Where a message was changed and still read, it is written and read again as the same. */
    @Test
    void changedMessagesAreReadOrRefused() {
        final RandomGenerator random = new SplittableRandom(20250925);
        final Random seeds = new Random(20250925);
        int read = 0;
        int refused = 0;
        byte[] valid = {};
        Side side = Side.FORWARDER;
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 20 == 0) {
                final Message message = new RandomMessages(seeds).next();
                side = message instanceof Command ? Side.FORWARDER : Side.CONTROLLER;
                valid = ReadFrames.encoded(message);
            }
            final ReadFrames frames = new ReadFrames(side).accept(changed(valid, random));
            assertEquals(1, frames.messages.size() + frames.refusals.size());
            if (frames.messages.isEmpty()) {
                assertFalse(frames.reason().isBlank());
                refused++;
            } else {
                assertReadable(frames.messages.getFirst(), side);
                read++;
            }
        }
        assertTrue(read > MUTATIONS / 20 && refused > MUTATIONS / 20, "%d read, %d refused".formatted(read, refused));
    }

    private static void assertReadable(final Message message, final Side side) {
        assertEquals(List.of(message), new ReadFrames(side).accept(ReadFrames.encoded(message)).messages);
    }

    @Test
    void aMessageCutAnywhereIsRefused() {
        final RandomMessages messages = new RandomMessages(new Random(11));
        for (int i = 0; i < 50; i++) {
            final byte[] valid = ReadFrames.encoded(messages.command());
            for (int length = 0; length < valid.length; length++) {
                final ReadFrames read = new ReadFrames(Side.FORWARDER).accept(Arrays.copyOf(valid, length));
                assertFalse(read.reason().isBlank());
            }
        }
    }

    /** Parts of several messages, changed, mixed up and repeated, all through one inbox. */
    @Test
    void partsInAnyOrderKeepNothingForEver() {
        final RandomGenerator random = new SplittableRandom(42);
        final ReadFrames read = new ReadFrames(Side.FORWARDER);
        for (int i = 0; i < 50_000; i++) {
            final byte[] piece = new byte[random.nextInt(64)];
            random.nextBytes(piece);
            final ByteBuffer part = ByteBuffer.allocate(28 + piece.length).order(ByteOrder.LITTLE_ENDIAN);
            part.putShort((short) 16)
                    .putShort((short) 1)
                    .putShort((short) Template.SCHEMA_ID)
                    .putShort((short) 1)
                    .putLong(random.nextInt(3))
                    .putInt(random.nextBoolean() ? 64 : ABSURD[random.nextInt(ABSURD.length)])
                    .putInt(random.nextBoolean() ? random.nextInt(3) : ABSURD[random.nextInt(ABSURD.length)])
                    .putInt(random.nextInt(50) == 0 ? random.nextInt() : piece.length)
                    .put(piece);
            read.accept(part.array());
        }
        assertEquals(List.of(), read.messages);
        assertEquals(read.refusals.size(), read.inbox().refused());
        read.inbox().reset();
        read.accept(ReadFrames.encoded(new Ping(1)));
        assertEquals(List.of(new Ping(1)), read.messages);
    }

    private static byte[] changed(final byte[] valid, final RandomGenerator random) {
        byte[] frame = valid.clone();
        for (int i = 1 + random.nextInt(LONGEST_CHANGES); i > 0; i--) {
            frame = change(frame, random);
        }
        return frame;
    }

    private static byte[] change(final byte[] frame, final RandomGenerator random) {
        if (frame.length == 0) {
            return frame;
        }
        // Lengths and counts stand all over a message, so every place gets absurd ones now and then.
        final int at = random.nextInt(frame.length);
        final ByteBuffer octets = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(6)) {
            case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> frame[at] = (byte) random.nextInt();
            case 2 -> {
                if (at + 4 <= frame.length) {
                    octets.putInt(at, ABSURD[random.nextInt(ABSURD.length)]);
                }
            }
            case 3 -> {
                if (at + 2 <= frame.length) {
                    octets.putShort(at, (short) ABSURD[random.nextInt(ABSURD.length)]);
                }
            }
            case 4 -> {
                final int length = Math.min(random.nextInt(16), frame.length - at);
                System.arraycopy(frame, random.nextInt(frame.length - length + 1), frame, at, length);
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    return Arrays.copyOf(frame, random.nextInt(2 * frame.length));
                }
            }
        }
        return frame;
    }
}
