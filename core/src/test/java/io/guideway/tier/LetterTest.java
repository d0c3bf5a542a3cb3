package io.guideway.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.flow.RecordKind;
import io.guideway.packet.IpAddress;
import io.guideway.service.BackendIdentity;
import io.guideway.service.ServicePast;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Letters come back as they were written, and whatever else a frame holds is refused under its name. */
class LetterTest {
    private static final int MUTATIONS = 50_000;
    private static final int VERSION = 6;

    private final Seal seal = new Seal(11, 22);
    private final LetterReader reader = new LetterReader(seal);

    private static byte[] written(final Seal seal, final Letter letter) {
        final LetterWriter writer = new LetterWriter(seal);
        final byte[] frame = new byte[writer.write(letter)];
        writer.frame().getBytes(0, frame);
        return frame;
    }

    private Letter read(final byte[] frame) throws BadLetterException {
        return reader.read(new UnsafeBuffer(frame), 0, frame.length);
    }

    private static Letter letter(final Random random) {
        final Message message = switch (random.nextInt(4)) {
            case 0 -> new Hello("lb-" + random.nextInt());
            case 1 -> new Ask(random.nextLong(), random.nextLong() | 1, random.nextBoolean());
            case 2 -> records(random);
            default -> past(random);
        };
        return new Letter(random.nextLong(), random.nextLong(), message);
    }

    private static IpAddress address(final Random random) {
        return random.nextBoolean()
                ? IpAddress.ipv4(random.nextInt())
                : new IpAddress(random.nextLong(), random.nextLong());
    }

    private static Records records(final Random random) {
        final int backends = 1 + random.nextInt(8);
        final int count = random.nextInt(80);
        final List<BackendIdentity> named = new ArrayList<>();
        for (int i = 0; i < backends; i++) {
            named.add(new BackendIdentity(random.nextLong(), address(random)));
        }
        final char[] places = new char[count];
        final RecordKind[] kinds = new RecordKind[count];
        final char[] ages = new char[count];
        for (int i = 0; i < count; i++) {
            places[i] = (char) random.nextInt(backends);
            kinds[i] = RecordKind.of(random.nextInt(RecordKind.count()));
            ages[i] = (char) random.nextInt(1 << 16);
        }
        return new Records(
                random.nextLong(),
                random.nextBoolean(),
                named,
                random.longs(count).toArray(),
                places,
                kinds,
                ages);
    }

    private static Past past(final Random random) {
        final IpAddress[] addresses = {address(random), address(random)};
        final List<ServicePast.Tenure> tenures = new ArrayList<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            tenures.add(new ServicePast.Tenure(
                    random.nextInt(251), addresses[random.nextInt(2)], 1 + random.nextInt(0xFFFF)));
        }
        return new Past(random.nextLong(), new ServicePast(random.nextLong(), 251, tenures));
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll final long any) throws BadLetterException {
        final Letter letter = letter(new Random(any));
        assertEquals(letter, read(written(seal, letter)));
    }

    @Property(tries = 2000)
    void anyOctetsAreRefused(@ForAll @Size(max = 1500) final byte[] octets) {
        assertEquals(TierCounter.UNAUTHENTICATED, refusal(octets));
    }

    private TierCounter refusal(final byte[] frame) {
        return assertThrows(BadLetterException.class, () -> read(frame)).kind();
    }

    /** Any bit turned, any octet cut or added: without the seed nothing can be changed. */
    @Test
    void aChangedFrameIsNotBelieved() {
        final Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            final byte[] valid = written(seal, letter(random));
            final byte[] turned = valid.clone();
            turned[random.nextInt(valid.length)] ^= (byte) (1 << random.nextInt(8));
            assertEquals(TierCounter.UNAUTHENTICATED, refusal(turned));
            assertEquals(TierCounter.UNAUTHENTICATED, refusal(Arrays.copyOf(valid, random.nextInt(valid.length))));
            assertEquals(TierCounter.UNAUTHENTICATED, refusal(Arrays.copyOf(valid, valid.length + 1)));
        }
    }

    @Test
    void anotherSeedIsNotBelieved() {
        assertEquals(TierCounter.UNAUTHENTICATED, refusal(written(new Seal(11, 23), letter(new Random(2)))));
    }

    /** Who has the seed may be faulty all the same: changed before it was sealed, a letter is read or refused, no more. */
    @Test
    void sealedGarbageIsReadOrRefused() {
        final Random random = new Random(3);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            final byte[] valid = written(seal, letter(random));
            final byte[] body = Arrays.copyOf(valid, changedLength(valid.length - Seal.LENGTH, random));
            for (int change = random.nextInt(4); change >= 0 && body.length > 0; change--) {
                body[random.nextInt(Math.min(body.length, 80))] = (byte) random.nextInt();
            }
            final byte[] frame = Arrays.copyOf(body, body.length + Seal.LENGTH);
            seal.put(frame, body.length);
            try {
                read(frame);
                read++;
            } catch (final BadLetterException bad) {
                assertTrue(
                        bad.kind() == TierCounter.MALFORMED || bad.kind() == TierCounter.NEWER_VERSION,
                        bad::getMessage);
                refused++;
            }
        }
        assertTrue(read > MUTATIONS / 20 && refused > MUTATIONS / 20, "%d read, %d refused".formatted(read, refused));
    }

    private static int changedLength(final int length, final Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(length + 1) : length;
    }

    @Test
    void aNewerVersionIsRefusedByName() {
        final byte[] frame = written(seal, new Letter(1, 1, new Hello("lb-1")));
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putShort(VERSION, (short) 2);
        seal.put(frame, frame.length - Seal.LENGTH);
        final BadLetterException refused = assertThrows(BadLetterException.class, () -> read(frame));
        assertEquals(TierCounter.NEWER_VERSION, refused.kind());
        assertEquals(
                "version 2 of the tier's messages is newer than this program's 1; upgrade this node",
                refused.getMessage());
    }

    /** The longest letters that are made fit a frame. */
    @Test
    void aFullBatchFitsItsFrame() throws BadLetterException {
        final TestNode node = new TestNode(0, 64);
        try (node) {
            final Batch batch = new Batch();
            int added = 0;
            while (batch.hasRoom(1)) {
                batch.add(added, node.lasting(1 + added % TestNode.BACKENDS), RecordKind.OLDER, 7, node.served);
                added++;
            }
            final Letter letter = new Letter(-1, 2, batch.take(3, true));
            assertTrue(added > 70, added + " records");
            assertEquals(letter, read(written(seal, letter)));
            assertEquals(0, batch.count());
        }
    }

    /** As another implementation of HMAC-SHA-256 has it (Python's hmac): so the wire stays what it is. */
    @Test
    void aHelloOctetForOctet() {
        assertEquals(
                "10000100784701000500000000000000060000000000000004006c622d3144d0a39a335c3dff843dcc57f7525960",
                HexFormat.of().formatHex(written(seal, new Letter(5, 6, new Hello("lb-1")))));
    }
}
