package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.service.VipIndex;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Beside {@link SlowParser}: the same verdict for every frame, and the same headers found in those that are well-formed. */
class ParserTest {
    private static final int FRAMES = 500;
    private static final int FRAMES_OF_EVERY_KIND = 200_000;

    @Property(tries = 200)
    void bothParsersSeeTheSameInAFrame(@ForAll final long seed) {
        final Random random = new Random(seed);
        final RandomFrames frames = new RandomFrames(random);
        try (Bench bench = new Bench()) {
            for (int i = 0; i < FRAMES; i++) {
                final byte[] frame = frames.next();
                bench.compare(frame, frame.length, i % 2 == 0 ? Rig.STATION : Parser.ANY_STATION);
            }
        }
    }

    @Property(tries = 200)
    void whatLiesInASecondSegmentIsNotReadButMayBeClaimed(@ForAll final long seed) {
        final Random random = new Random(seed);
        final RandomFrames frames = new RandomFrames(random);
        try (Bench bench = new Bench()) {
            for (int i = 0; i < FRAMES; i++) {
                final byte[] frame = frames.next();
                bench.compare(frame, random.nextInt(frame.length + 1), Rig.STATION);
            }
        }
    }

    /** The comparison above is worth what its frames are worth: they meet every rule of the parser. */
    @Test
    void theRandomFramesMeetEveryVerdictOfTheParser() {
        final RandomFrames frames = new RandomFrames(new Random(1));
        final Map<Verdict, Integer> met = new EnumMap<>(Verdict.class);
        for (int i = 0; i < FRAMES_OF_EVERY_KIND; i++) {
            final byte[] frame = frames.next();
            met.merge(new SlowParser(frame, frame.length).verdict(Rig.STATION), 1, Integer::sum);
        }
        for (final Verdict verdict : Verdict.values()) {
            final boolean parsers =
                    verdict == Verdict.FORWARDED || verdict.isDrop() && verdict.compareTo(Verdict.UDP_LENGTH) <= 0;
            assertTrue(!parsers || met.getOrDefault(verdict, 0) > 100, () -> verdict + " was met too rarely: " + met);
        }
    }

    /** One frame at a time through the parser under test and the slow one. */
    private static final class Bench implements AutoCloseable {
        private final MemoryMbufPool pool = new MemoryMbufPool(2, 2048);
        private final Batch batch = new Batch();

        void compare(final byte[] frame, final int readable, final long station) {
            final long mbuf = pool.packet(frame, readable);
            Mem.i64(batch.mbufs, mbuf);
            final long packet = batch.packet(0);
            Parser.parse(packet, mbuf, station);
            final SlowParser slow = new SlowParser(frame, readable);
            final Verdict expected = slow.verdict(station);
            assertEquals(expected, Verdict.of(Packet.verdict(packet)), () -> text(frame, readable));
            assertEquals(frame.length, Packet.length(packet));
            if (expected == Verdict.FORWARDED) {
                final long data = Mbuf.data(mbuf);
                assertEquals(slow.linkLength, Packet.linkLength(packet), () -> text(frame, readable));
                assertEquals(data + slow.linkLength, Packet.network(packet));
                assertEquals(slow.networkLength, Packet.networkLength(packet), () -> text(frame, readable));
                assertEquals(kind(slow), Packet.kind(packet), () -> text(frame, readable));
                assertEquals(slow.transport, Packet.transport(packet) - data, () -> text(frame, readable));
            }
            pool.free(batch.mbufs, 1);
            assertEquals(0, pool.inUse());
        }

        private static int kind(final SlowParser slow) {
            return VipIndex.key(slow.ipv6, slow.protocol, slow.port) | (slow.fragment ? Packet.FRAGMENT : 0);
        }

        private static String text(final byte[] frame, final int readable) {
            return "%d readable octets of %s"
                    .formatted(readable, HexFormat.ofDelimiter(" ").formatHex(frame));
        }

        @Override
        public void close() {
            batch.close();
            pool.close();
        }
    }
}
