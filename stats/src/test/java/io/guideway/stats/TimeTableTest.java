package io.guideway.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TimeTableTest {
    /** Of all magnitudes, and beyond what is told apart. */
    private static final long[] TIMES = LongStream.concat(
                    LongStream.of(0, 1, 255, 256, TimeBuckets.LONGEST_NS, Long.MAX_VALUE),
                    new Random(1).longs(20_000, 1, 1L << 37).map(time -> time >> time % 37))
            .toArray();

    @Test
    void bucketsAreThoseOfHdrHistogram() {
        final Histogram theirs = TimeBuckets.emptyHistogram();
        try (TimeTable ours = new TimeTable()) {
            for (final long time : TIMES) {
                ours.add(time, 3);
                theirs.recordValueWithCount(Math.min(time, TimeBuckets.LONGEST_NS), 3);
            }
            assertEquals(theirs, read(ours).histogram());
        }
    }

    @Test
    void everyBucketBeginsWithItsShortestTime() {
        for (int bucket = 0; bucket < TimeBuckets.COUNT; bucket++) {
            assertEquals(bucket, TimeBuckets.of(TimeBuckets.shortestNs(bucket)));
            assertEquals(bucket, TimeBuckets.of(TimeBuckets.shortestNs(bucket + 1) - 1));
        }
        assertEquals(TimeBuckets.LONGEST_NS, TimeBuckets.shortestNs(TimeBuckets.COUNT) - 1);
    }

    @Test
    void whatHasComeSinceIsToldApart() {
        try (TimeTable table = new TimeTable()) {
            table.add(1000, 5);
            table.add(70, 1);
            final TimeCounts before = read(table);
            table.add(1000, 2);
            table.add(5_000_000, 1);
            table.add(3, 4);
            final TimeCounts now = read(table);
            final Histogram since = now.since(before);
            assertEquals(7, since.getTotalCount());
            assertEquals(2, since.getCountBetweenValues(1000, 1000));
            assertEquals(0, since.getCountBetweenValues(70, 70));
            assertEquals(5_000_000, since.getMaxValue(), 5_000_000 / 128.0);
            assertEquals(13, now.histogram().getTotalCount());
            assertEquals(now.histogram(), now.since(new TimeCounts()));
        }
    }

    @Test
    void aTableThatBeganAgainHasNothingBefore() {
        try (TimeTable first = new TimeTable();
                TimeTable second = new TimeTable()) {
            first.add(100, 9);
            second.add(100, 2);
            assertEquals(2, read(second).since(read(first)).getTotalCount());
        }
    }

    @Test
    void timesFromALengthOnAreCounted() {
        try (TimeTable table = new TimeTable()) {
            table.add((1 << 20) - 1, 1);
            table.add(1 << 20, 2);
            table.add(TimeBuckets.LONGEST_NS + 1, 4);
            assertEquals(6, read(table).countFrom(1 << 20));
            assertEquals(7, read(table).countFrom(0));
            assertEquals(7, read(table).total());
        }
    }

    @Test
    void readingAgainReadsAnew() {
        try (TimeTable table = new TimeTable()) {
            for (int i = 0; i < 200; i++) {
                table.add(i, 1);
            }
            final TimeCounts counts = read(table);
            assertEquals(200, counts.size());
            table.add(199, 1);
            final TimeCounts other = read(table);
            assertNotEquals(counts, other);
            table.read(counts);
            assertEquals(other, counts);
            assertEquals(other.hashCode(), counts.hashCode());
            assertEquals(199, counts.bucket(199));
            assertEquals(2, counts.count(199));
        }
    }

    @Test
    void bucketsThatCannotFollowAreRefused() {
        final TimeCounts counts = new TimeCounts();
        assertThrows(IllegalArgumentException.class, () -> counts.append(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> counts.append(0, -1));
        counts.append(7, 1);
        assertThrows(IllegalArgumentException.class, () -> counts.append(8, Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> counts.append(7, 1));
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> counts.append(TimeBuckets.COUNT, 1));
        assertTrue(refusal.getMessage().contains("bucket 3840"), refusal::getMessage);
    }

    private static TimeCounts read(final TimeTable table) {
        final TimeCounts counts = new TimeCounts();
        table.read(counts);
        return counts;
    }
}
