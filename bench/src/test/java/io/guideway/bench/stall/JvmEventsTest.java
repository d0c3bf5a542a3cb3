package io.guideway.bench.stall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.bench.forward.Rate;
import io.guideway.bench.stall.JvmEvent.Kind;
import io.guideway.stats.TimeBuckets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JvmEventsTest {
    private static final JvmEvent CYCLE = new JvmEvent(Kind.COLLECTION, "Major Collection", 100, 900, 0);
    private static final JvmEvent SHORT = new JvmEvent(Kind.SAFEPOINT, "ZMarkEnd", 200, 220, 5);
    private static final JvmEvent LONG = new JvmEvent(Kind.SAFEPOINT, "ZMarkStart", 230, 280, 15);
    private static final JvmEvent COMPILED = new JvmEvent(Kind.COMPILATION, "a method", 600, 600, 0);
    private static final JvmEvents EVENTS = new JvmEvents(List.of(CYCLE, SHORT, LONG, COMPILED));

    @Test
    void theCauseOfAGapIsWhatStopsThreadsAndOfThatTheLongest() {
        assertEquals(Optional.of(LONG), EVENTS.cause(new Gap(150, 200)));
        assertEquals(Optional.of(SHORT), EVENTS.cause(new Gap(150, 60)));
    }

    @Test
    void whereNothingStoppedItIsWhatRanBeside() {
        assertEquals(Optional.of(CYCLE), EVENTS.cause(new Gap(300, 50)));
        assertEquals(Optional.of(COMPILED), EVENTS.cause(new Gap(590, 50)));
    }

    @Test
    void momentsInCommonAreEnoughAndOthersAreNot() {
        assertEquals(Optional.of(CYCLE), EVENTS.cause(new Gap(50, 50)));
        assertEquals(Optional.of(CYCLE), EVENTS.cause(new Gap(900, 10)));
        assertEquals(Optional.empty(), EVENTS.cause(new Gap(50, 49)));
        assertEquals(Optional.empty(), EVENTS.cause(new Gap(901, 10)));
    }

    @Test
    void onlyWhatHappenedDuringTheRoundsCounts() {
        final JvmEvents safepoints = EVENTS.of(Kind.SAFEPOINT, List.of(round(0, 210), round(300, 400)));
        assertEquals(List.of(SHORT), safepoints.all());
        assertEquals(20, safepoints.longestNs());
        assertEquals(5, safepoints.longestReachingNs());
        assertEquals(70, EVENTS.of(Kind.SAFEPOINT, List.of(round(0, 1000))).totalNs());
        assertEquals(0, EVENTS.of(Kind.DEOPTIMIZATION, List.of(round(0, 1000))).longestNs());
    }

    @Test
    void eventsKnowTheLongestGapInWhichOneOfThemHappened() {
        final Gaps gaps =
                new Gaps(TimeBuckets.emptyHistogram(), List.of(new Gap(2000, 500), new Gap(190, 40), new Gap(230, 60)));
        final JvmEvents safepoints = new JvmEvents(List.of(SHORT, LONG));
        assertEquals(60, safepoints.longestGapNs(gaps));
        assertEquals(Set.of("ZMarkEnd", "ZMarkStart"), safepoints.byName().keySet());
        assertEquals(40, safepoints.byName().get("ZMarkEnd").longestGapNs(gaps));
        assertEquals(0, new JvmEvents(List.of(COMPILED)).longestGapNs(gaps));
    }

    private static Round round(final long startNs, final long endNs) {
        return new Round(
                startNs,
                new Rate(1, endNs - startNs),
                new Gaps(TimeBuckets.emptyHistogram(), List.of()),
                ThreadUse.NONE);
    }
}
