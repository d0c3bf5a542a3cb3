package io.guideway.bench.stall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.stats.TimeBuckets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GapRecorderTest {
    private static final long FIRST = 1_000_000_000_000L;

    /** Gaps of all magnitudes, some beyond what is told apart, many more than are kept one by one; no two of one length. */
    private static final long[] LENGTHS = LongStream.concat(
                    LongStream.of(0), new Random(1).longs(20_000, 1, 1L << 37).map(length -> length >> length % 37))
            .distinct()
            .toArray();

    @Test
    void everyGapIsCountedOnceAndTheLongestAreKeptWithTheirTimes() {
        final GapRecorder recorder = new GapRecorder();
        recorder.begin(FIRST);
        for (final long now : List.of(FIRST + 100, FIRST + 5100, FIRST + 5300)) {
            recorder.poll(now);
        }
        final Gaps gaps = recorder.gaps();
        assertEquals(3, gaps.count());
        assertEquals(
                List.of(new Gap(FIRST + 100, 5000), new Gap(FIRST + 5100, 200), new Gap(FIRST, 100)), gaps.longest());
        assertEquals(5000, gaps.longestNs());
        assertEquals(200, gaps.percentileNs(50));
        assertEquals(5000, gaps.percentileNs(99), 5000 / 128.0);
        assertEquals(FIRST + 5300, recorder.lastNs());
    }

    @Test
    void beginningAnewEndsNoGap() {
        final GapRecorder recorder = new GapRecorder();
        recorder.begin(FIRST);
        recorder.poll(FIRST + 7);
        recorder.begin(FIRST + 1_000_000);
        recorder.poll(FIRST + 1_000_009);
        assertEquals(9, recorder.gaps().longestNs());
        assertEquals(2, recorder.gaps().count());
    }

    @Test
    void cCountsAsJavaDoes() {
        final GapRecorder java = new GapRecorder();
        java.begin(FIRST);
        try (NativeGaps c = new NativeGaps()) {
            c.begin(FIRST);
            long now = FIRST;
            for (final long length : LENGTHS) {
                now += length;
                java.poll(now);
                c.poll(now);
            }
            assertEquals(java.gaps().histogram(), c.gaps().histogram());
            assertEquals(java.gaps().longest(), c.gaps().longest());
            assertEquals(LENGTHS.length, c.gaps().count());
            assertEquals(LongestGaps.KEPT, c.gaps().longest().size());
            assertTrue(c.gaps().longestNs() > TimeBuckets.LONGEST_NS, "the longest are kept as they were");
        }
    }

    @Test
    void theLongestOfSeveralRunsAreTheLongestOfAll() {
        final GapRecorder one = new GapRecorder();
        final GapRecorder other = new GapRecorder();
        one.begin(FIRST);
        other.begin(FIRST);
        one.poll(FIRST + 30);
        one.poll(FIRST + 40);
        other.poll(FIRST + 20);
        final Gaps sum = Gaps.sum(List.of(one.gaps(), other.gaps()));
        assertEquals(3, sum.count());
        assertEquals(
                List.of(30L, 20L, 10L),
                sum.longest().stream().map(Gap::lengthNs).toList());
    }

    @Test
    void withoutAGapThereIsNoLongest() {
        assertEquals(0, new GapRecorder().gaps().longestNs());
    }
}
