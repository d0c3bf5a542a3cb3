package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.wire.sbe.GenerationDecoder;
import io.guideway.wire.sbe.MessageHeaderDecoder;
import io.guideway.wire.sbe.PartEncoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is refused, and in which words; how parts come together. */
class InboxTest {
    private static final int SCHEMA = 4;
    private static final int VERSION = 6;
    private static final int TEMPLATE = 2;
    private static final int REMOVED_COUNT = MessageHeaderDecoder.ENCODED_LENGTH + GenerationDecoder.BLOCK_LENGTH + 2;

    private final ReadFrames forwarder = new ReadFrames(Side.FORWARDER);
    private final NewGeneration generation = NewGeneration.whole(7, new RandomMessages(new Random(3)).services(9, 5));

    @Test
    void aNewerVersionIsRefusedByName() {
        final byte[] frame = put16(ReadFrames.encoded(generation), VERSION, 9);
        assertEquals(
                "message Generation version 9, this forwarder knows up to 1; upgrade the forwarder first",
                forwarder.accept(frame).reason());
        assertEquals(List.of(new Refused(7, 11, Refused.Cause.NOT_UNDERSTOOD, forwarder.reason())), forwarder.refusals);
    }

    @Test
    void aControllerSaysThatItIsTheOlderOne() {
        final byte[] frame = put16(ReadFrames.encoded(new Pong(1)), VERSION, 2);
        assertEquals(
                "message Pong version 2, this controller knows up to 1; upgrade the controller first",
                new ReadFrames(Side.CONTROLLER).accept(frame).reason());
    }

    @Test
    void anUnknownMessageOfANewerVersionIsRefusedByItsNumber() {
        final byte[] frame = put16(put16(ReadFrames.encoded(new Ping(1)), VERSION, 2), TEMPLATE, 77);
        assertEquals(
                "message 77 version 2, this forwarder knows up to 1; upgrade the forwarder first",
                forwarder.accept(frame).reason());
        assertEquals(77, forwarder.refusals.getFirst().template());
    }

    @Test
    void whatIsNotOursIsRefused() {
        final byte[] ping = ReadFrames.encoded(new Ping(1));
        assertRefused("schema 5 is not ours, 18295", put16(ping, SCHEMA, 5));
        assertRefused("version 0 never was", put16(ping, VERSION, 0));
        assertRefused("no message has number 77", put16(ping, TEMPLATE, 77));
        assertRefused("the block of Ping has 8 octets here and 9 there", put16(ping, 0, 9));
        assertRefused("header takes 8 octets and 7 are left", Arrays.copyOf(ping, 7));
        assertRefused("header takes 8 octets and 0 are left", new byte[0]);
        assertRefused("block of Ping takes 8 octets and 4 are left", Arrays.copyOf(ping, 12));
        assertRefused("3 octets follow its end", Arrays.copyOf(ping, 19));
        assertRefused("message Pong is not for a forwarder", ReadFrames.encoded(new Pong(1)));
    }

    @Test
    void absurdCountsAreRefusedBeforeMemoryIsTakenForThem() {
        final byte[] frame = ReadFrames.encoded(generation);
        final var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (final int count : new int[] {1 << 20, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            final byte[] absurd = frame.clone();
            ByteBuffer.wrap(absurd).order(ByteOrder.LITTLE_ENDIAN).putInt(REMOVED_COUNT, count);
            final long before = thread.getCurrentThreadAllocatedBytes();
            final ReadFrames read = new ReadFrames(Side.FORWARDER).accept(absurd);
            assertTrue(thread.getCurrentThreadAllocatedBytes() - before < 1 << 20);
            assertTrue(read.reason().startsWith("group removed takes "), read::reason);
        }
    }

    @Test
    void moreThanAMillionNamesAreRefused() {
        final int names = (1 << 20) + 1;
        final byte[] empty = ReadFrames.encoded(NewGeneration.whole(1, ServiceSet.EMPTY));
        final byte[] many = Arrays.copyOf(empty, empty.length + 2 * names);
        ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).putInt(REMOVED_COUNT, names);
        assertRefused("group removed has 1048577 entries, and 1048576 at most", many);
    }

    @Test
    void partsComeTogether() {
        final byte[][] parts = parts(1, ReadFrames.encoded(generation), 50);
        for (final byte[] part : parts) {
            assertEquals(List.of(), forwarder.messages);
            forwarder.accept(part);
        }
        assertEquals(List.of(generation), forwarder.messages);
        assertEquals(List.of(), forwarder.refusals);
        assertEquals(0, forwarder.inbox().incomplete());
    }

    @Test
    void aMessageThatBreaksOffIsDroppedWhenAnotherBegins() {
        final byte[] octets = ReadFrames.encoded(generation);
        forwarder.accept(parts(1, octets, 50)[0]);
        for (final byte[] part : parts(2, octets, 70)) {
            forwarder.accept(part);
        }
        assertEquals(List.of(generation), forwarder.messages);
        assertEquals(1, forwarder.inbox().incomplete());
    }

    @Test
    void aMessageInOneFrameMayStandBetweenParts() {
        final byte[][] parts = parts(1, ReadFrames.encoded(generation), 100);
        for (final byte[] part : parts) {
            forwarder.accept(ReadFrames.encoded(new Ping(5)));
            forwarder.accept(part);
        }
        assertEquals(generation, forwarder.messages.getLast());
        assertEquals(parts.length + 1, forwarder.messages.size());
    }

    @Test
    void aMissingPartRefusesItsMessageOnceAndTheNextOneComesThrough() {
        final byte[] octets = ReadFrames.encoded(generation);
        final byte[][] broken = parts(1, octets, 20);
        for (int i = 0; i < broken.length; i++) {
            if (i != 2) {
                forwarder.accept(broken[i]);
            }
        }
        assertEquals("part 3 of message 1 does not follow what came before", forwarder.reason());
        assertEquals(1, forwarder.inbox().incomplete());
        for (final byte[] part : parts(2, octets, 20)) {
            forwarder.accept(part);
        }
        assertEquals(List.of(generation), forwarder.messages);
    }

    @Test
    void aMessageAboveTheBoundIsRefusedOnce() {
        final byte[][] parts = parts(1, new byte[1000], 100);
        for (final byte[] part : parts) {
            putTotal(part, (64 << 20) + 1);
            forwarder.accept(part);
        }
        assertEquals("a message of 67108865 octets; use at most 67108864", forwarder.reason());
    }

    @Test
    void partsThatSayTooMuchOrNothingAreRefused() {
        final byte[][] parts = parts(1, new byte[200], 100);
        putTotal(parts[0], 150);
        putTotal(parts[1], 150);
        forwarder.accept(parts[0]).accept(parts[1]);
        assertEquals("part 1 of message 1 has 100 octets, and 1 to 50 are missing", forwarder.reason());
        final ReadFrames another = new ReadFrames(Side.FORWARDER).accept(part(3, 10, 0, new byte[0]));
        assertEquals("part 0 of message 3 has 0 octets, and 1 to 10 are missing", another.reason());
        final ReadFrames unnumbered = new ReadFrames(Side.FORWARDER).accept(part(0, 10, 1, new byte[10]));
        assertEquals("part 1 of message 0 does not follow what came before", unnumbered.reason());
    }

    @Test
    void aPartOfAPartIsRefused() {
        final byte[] inner = part(9, 4, 0, new byte[4]);
        forwarder.accept(part(1, inner.length, 0, inner));
        assertEquals("a part of a part", forwarder.reason());
    }

    @Test
    void theNextSenderDoesNotFinishWhatTheLastOneBegan() {
        final byte[][] parts = parts(1, ReadFrames.encoded(generation), 50);
        forwarder.accept(parts[0]);
        forwarder.inbox().reset();
        forwarder.accept(parts[1]);
        assertEquals("part 1 of message 1 does not follow what came before", forwarder.reason());
        assertEquals(1, forwarder.inbox().incomplete());
    }

    private static void assertRefused(final String reason, final byte[] frame) {
        assertEquals(reason, new ReadFrames(Side.FORWARDER).accept(frame).reason());
    }

    private static byte[] put16(final byte[] frame, final int at, final int value) {
        final byte[] changed = frame.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return changed;
    }

    private static void putTotal(final byte[] part, final int total) {
        ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN).putInt(MessageHeaderDecoder.ENCODED_LENGTH + 8, total);
    }

    private static byte[][] parts(final long number, final byte[] octets, final int piece) {
        final byte[][] parts = new byte[(octets.length + piece - 1) / piece][];
        for (int i = 0; i < parts.length; i++) {
            final int end = Math.min(octets.length, (i + 1) * piece);
            parts[i] = part(number, octets.length, i, Arrays.copyOfRange(octets, i * piece, end));
        }
        return parts;
    }

    private static byte[] part(final long number, final int total, final int index, final byte[] piece) {
        final ByteBuffer part = ByteBuffer.allocate(8 + 16 + 4 + piece.length).order(ByteOrder.LITTLE_ENDIAN);
        part.putShort((short) PartEncoder.BLOCK_LENGTH)
                .putShort((short) PartEncoder.TEMPLATE_ID)
                .putShort((short) Template.SCHEMA_ID)
                .putShort((short) Template.SCHEMA_VERSION)
                .putLong(number)
                .putInt(total)
                .putInt(index)
                .putInt(piece.length)
                .put(piece);
        return part.array();
    }
}
