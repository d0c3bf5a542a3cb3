package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.stats.TimeCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundTimesTest {
    private static final int LONG_RUN = 16_000;
    private static final int PACKETS = 32;
    private static final int STRIDE = 32;

    private long nowNs = 1_000_000_000_000L;
    private int looks;
    private final RoundTimes times = new RoundTimes(() -> {
        looks++;
        return nowNs;
    });

    @AfterEach
    void close() {
        times.close();
    }

    private void round(final long nanoseconds, final int received) {
        nowNs += nanoseconds;
        times.end(received);
    }

    private TimeCounts bursts() {
        final TimeCounts counts = new TimeCounts();
        times.readBursts(counts);
        return counts;
    }

    private TimeCounts gaps() {
        final TimeCounts counts = new TimeCounts();
        times.readGaps(counts);
        return counts;
    }

    @Test
    void everyRoundIsAGapAndThoseWithPacketsAreBursts() {
        for (int i = 0; i < 100; i++) {
            round(70, 0);
            round(200, PACKETS);
        }
        assertEquals(100, times.bursts());
        assertEquals(100, bursts().total());
        assertEquals(200, bursts().histogram().getMinValue());
        assertEquals(200, gaps().total());
        assertEquals(100, gaps().countFrom(200));
    }

    @Test
    void inALongRunOneRoundIn32IsTimedAndStandsForTheOthers() {
        looks = 0;
        for (int i = 0; i < LONG_RUN; i++) {
            round(900, PACKETS);
        }
        assertTrue(looks < LONG_RUN / 14, () -> looks + " looks at the clock");
        assertEquals(LONG_RUN, times.bursts());
        assertEquals(LONG_RUN, bursts().total(), STRIDE);
        assertEquals(LONG_RUN, gaps().total(), STRIDE);
        assertEquals(900, bursts().histogram().getMaxValue(), 900 / 128.0);
        assertEquals(900, gaps().histogram().getMaxValue(), 900 / 128.0);
    }

    /** At every place of the run, timed by itself or not. */
    @Test
    void noStallIsMissedAndNoneCountedTwice() {
        int stalls = 0;
        for (int i = 0; i < LONG_RUN; i++) {
            final boolean isStall = i % 997 == 996;
            round(isStall ? 3_000_000 : 900, PACKETS);
            stalls += isStall ? 1 : 0;
        }
        assertEquals(16, stalls);
        assertEquals(stalls, gaps().countFrom(RoundTimes.STALL_NS));
        assertEquals(LONG_RUN, gaps().total(), STRIDE);
        assertEquals(3_000_000, gaps().histogram().getMaxValue(), 3_000_000 / 64.0);
    }

    @Test
    void longRoundsAreAllTimedSoThatTogetherTheyAreNoStall() {
        for (int i = 0; i < LONG_RUN; i++) {
            round(200_000, PACKETS);
        }
        assertEquals(LONG_RUN, gaps().total());
        assertEquals(0, gaps().countFrom(RoundTimes.STALL_NS));
    }

    @Test
    void whatWasBeforeTheBeginningIsNoGap() {
        nowNs += 60_000_000_000L;
        times.begin();
        round(500, PACKETS);
        assertEquals(1, gaps().total());
        assertEquals(500, gaps().histogram().getMaxValue(), 500 / 128.0);
    }

    @Test
    void aWorkerTimesItsRounds() {
        try (EndlessRig rig = new EndlessRig(SampleFrames.all())) {
            rig.run(LONG_RUN);
            final TimeCounts gaps = new TimeCounts();
            rig.worker().times().readGaps(gaps);
            assertEquals(LONG_RUN, rig.worker().times().bursts());
            assertEquals(LONG_RUN, gaps.total(), STRIDE);
        }
    }
}
