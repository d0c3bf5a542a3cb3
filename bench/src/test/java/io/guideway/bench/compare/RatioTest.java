package io.guideway.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static final double[] OLD = {10, 11, 10.5, 9.8, 10.2};
    private static final double[] NEW = {12, 12.4, 11.9, 13, 12.2, 12.1};

    /** From SciPy 1.17, {@code ttest_ind(log(new), log(old), equal_var=False).confidence_interval(0.99)}. */
    @Test
    void equalsSciPy() {
        final Ratio some = Ratio.of(OLD, NEW);
        assertEquals(1.191401368589376, some.value(), 1e-9);
        assertEquals(1.0956110263478394, some.low(), 1e-9);
        assertEquals(1.2955667540224165, some.high(), 1e-9);
        final Ratio few = Ratio.of(new double[] {20, 30, 25, 22}, new double[] {25, 26, 24});
        assertEquals(1.0425087636682375, few.value(), 1e-9);
        assertEquals(0.6505357287303799, few.low(), 1e-9);
        assertEquals(1.6706607713094892, few.high(), 1e-9);
    }

    @Test
    void theOtherWayRoundIsTheInverse() {
        final Ratio there = Ratio.of(OLD, NEW);
        final Ratio back = Ratio.of(NEW, OLD).inverse();
        assertEquals(there.value(), back.value(), 1e-12);
        assertEquals(there.low(), back.low(), 1e-12);
        assertEquals(there.high(), back.high(), 1e-12);
    }

    @Test
    void theUnitDoesNotMatter() {
        final Ratio small = Ratio.of(
                DoubleStream.of(OLD).map(v -> v / 1e6).toArray(),
                DoubleStream.of(NEW).map(v -> v / 1e6).toArray());
        assertEquals(Ratio.of(OLD, NEW).low(), small.low(), 1e-12);
    }

    @Test
    void oneValueHasNoInterval() {
        final Ratio ratio = Ratio.of(new double[] {10}, NEW);
        assertFalse(ratio.hasInterval());
        assertEquals(1.226, ratio.value(), 1e-3);
    }

    @Test
    void valuesWithoutSpreadHaveAnIntervalWithoutWidth() {
        final Ratio ratio = Ratio.of(new double[] {2, 2}, new double[] {3, 3});
        assertEquals(1.5, ratio.low(), 1e-12);
        assertEquals(1.5, ratio.high(), 1e-12);
    }

    /** Of intervals around the ratio of two noisy sides, 99 in a hundred contain the true one. The seed stands still. */
    @Test
    void theIntervalContainsTheTruthAsOftenAsItSays() {
        final Random random = new Random(1);
        final int trials = 5000;
        final long hits = IntStream.range(0, trials)
                .mapToObj(i -> Ratio.of(noisy(random, 10, 0.02, 5), noisy(random, 13, 0.06, 8)))
                .filter(ratio -> ratio.low() <= 1.3 && 1.3 <= ratio.high())
                .count();
        assertTrue(hits > 0.985 * trials && hits < 0.995 * trials, () -> hits + " of " + trials);
    }

    private static double[] noisy(final Random random, final double middle, final double spread, final int count) {
        return DoubleStream.generate(() -> middle * Math.exp(spread * random.nextGaussian()))
                .limit(count)
                .toArray();
    }
}
