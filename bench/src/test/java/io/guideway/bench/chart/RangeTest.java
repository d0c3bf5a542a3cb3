package io.guideway.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @Test
    void linearTicksAreExactMultiplesOfOneTwoOrFive() {
        assertEquals(
                List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
                Range.linear(0, 0.61).ticks());
        assertEquals(
                List.of(0.0, 10.0, 20.0, 30.0, 40.0, 50.0),
                Range.linear(0, 47.3).ticks());
        assertEquals(
                List.of(0.0, 200.0, 400.0, 600.0, 800.0, 1000.0),
                Range.linear(0, 1000).ticks());
        assertEquals(
                List.of(-1.5, -1.0, -0.5, 0.0, 0.5), Range.linear(-1.5, 0.2).ticks());
    }

    @Test
    void oneValueAloneGetsARangeFromZero() {
        assertEquals(0, Range.linear(7, 7).first());
        assertEquals(7, Range.linear(7, 7).last());
        assertEquals(
                List.of(0.0, 1.0),
                List.of(Range.linear(0, 0).first(), Range.linear(0, 0).last()));
    }

    @Test
    void overManyDecadesOnlyPowersOfTenAreTicks() {
        final Range range = Range.logarithmic(1000, 10_000_000);
        assertEquals(List.of(1e3, 1e4, 1e5, 1e6, 1e7), range.ticks());
        assertEquals(List.of(1e3, 1e7), List.of(range.first(), range.last()));
    }

    @Test
    void overFewDecadesOneTwoAndFiveAreTicks() {
        assertEquals(
                List.of(50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0),
                Range.logarithmic(64, 1518).ticks());
        assertEquals(List.of(5.0, 10.0), Range.logarithmic(5, 5).ticks());
    }

    @ParameterizedTest
    @CsvSource({"1e-9, 1e12", "3, 3.0000001", "0.001, 999", "1, 9007199254740993", "20, 10000"})
    void everyRangeHoldsWhatItWasMadeForAndHasAHandfulOfTicks(final double least, final double most) {
        for (final Scale scale : Scale.values()) {
            final Range range = scale.around(least, most);
            assertTrue(range.first() <= least && range.last() >= most, range::toString);
            assertTrue(range.first() < range.last(), range::toString);
            assertTrue(range.ticks().size() >= 2 && range.ticks().size() <= 11, range::toString);
        }
    }
}
