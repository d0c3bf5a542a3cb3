package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink is fed frame by frame: what is lost, doubled, late or not ours is counted as that. */
class SinkTest {
    private static final long SENT = 10L * Streams.FLOWS;
    private static final int LENGTH = 60;

    private final Streams streams = new Streams("64", false);
    private final Sink sink = new Sink(Streams.FLOWS);
    private final NativeBlock frame = new NativeBlock(2048);

    @BeforeEach
    void begin() {
        sink.begin(Streams.SIGNATURE);
        sink.sent(SENT);
    }

    @AfterEach
    void end() {
        streams.close();
        sink.close();
        frame.close();
    }

    private void receive(final byte[] octets, final long cycles) {
        Mem.put(frame.address(), octets);
        TrafficLibrary.judge(sink.address(), frame.address(), octets.length, cycles);
    }

    private void receive(final long place) {
        receive(streams.frame(place, 0), 0);
    }

    private void assertCounts(
            final long received,
            final long duplicates,
            final long reordered,
            final long overtaken,
            final long foreign) {
        final SinkCounts expected =
                new SinkCounts(received, received * LENGTH, duplicates, reordered, overtaken, 0, foreign);
        assertEquals(expected, sink.counts());
    }

    @Test
    void framesInTheirOrderAreReceived() {
        for (long place = 0; place < SENT; place++) {
            receive(place);
        }
        assertCounts(SENT, 0, 0, 0, 0);
    }

    @Test
    void lostFramesAreMissingAndNothingElse() {
        for (long place = 0; place < SENT; place++) {
            if (place % 10 != 3) {
                receive(place);
            }
        }
        assertCounts(SENT - SENT / 10, 0, 0, 0, 0);
    }

    @Test
    void aFrameThatComesTwiceIsADuplicate() {
        for (long place = 0; place < 100; place++) {
            receive(place);
        }
        receive(99);
        receive(0);
        receive(0);
        assertCounts(100, 3, 0, 0, 0);
    }

    @Test
    void aFrameBehindALaterOneOfAnotherFlowIsOvertakenAndNotReordered() {
        receive(1);
        receive(0);
        receive(2);
        assertCounts(3, 0, 0, 1, 0);
    }

    @Test
    void aFrameBehindALaterOneOfItsFlowIsReordered() {
        receive(5);
        receive(5L + 2 * Streams.FLOWS);
        receive(5L + Streams.FLOWS);
        assertCounts(3, 0, 1, 1, 0);
    }

    @Test
    void anotherSignatureFlowOrRoundIsForeign() {
        final byte[] unsigned = streams.frame(7, 0);
        unsigned[LENGTH - Stream.TRAILER]++;
        receive(unsigned, 0);
        final byte[] noFlow = streams.frame(7, 0);
        noFlow[LENGTH - Stream.TRAILER + 5] = 1;
        receive(noFlow, 0);
        receive(SENT);
        receive(new byte[17], 0);
        assertCounts(0, 0, 0, 0, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40})
    void anOuterHeaderDoesNotHideAFrame(final int outer) {
        final byte[] plain = streams.frame(3, 0);
        final byte[] encapsulated = new byte[plain.length + outer];
        System.arraycopy(plain, 14, encapsulated, 14 + outer, plain.length - 14);
        receive(encapsulated, 0);
        assertEquals(new SinkCounts(1, LENGTH + outer, 0, 0, 0, 0, 0), sink.counts());
    }

    @Test
    void whatIsOlderThanTheWindowIsStaleAndNotDoubtful() {
        final long far = Sink.WINDOW + 1000;
        sink.sent(far + 1);
        receive(0);
        receive(far);
        receive(0);
        receive(1);
        receive(far - Sink.WINDOW / 2);
        assertEquals(new SinkCounts(3, 3L * LENGTH, 0, 0, 1, 2, 0), sink.counts());
    }

    @Test
    void theWindowForgetsWhatItLeaves() {
        sink.sent(4 * Sink.WINDOW);
        for (long place = 0; place < 4 * Sink.WINDOW; place += 37) {
            receive(place);
        }
        final long received = (4 * Sink.WINDOW + 36) / 37;
        assertCounts(received, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 256, 257, 1000, 65_535, 1_234_567, 1L << 32, 987_654_321_012L})
    void aLatencyIsKnownToLessThanAPercent(final long cycles) {
        receive(streams.frame(0, 5_000), 5_000 + cycles);
        final Histogram histogram = sink.latencies().nanoseconds(1_000_000_000);
        assertEquals(1, histogram.getTotalCount());
        assertEquals(cycles, histogram.getMaxValue(), 0.01 * cycles);
        assertEquals(cycles, histogram.getMinValue(), 0.01 * cycles);
    }
}
