package io.guideway.bench.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.lab.traffic.TrialSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateSearchTest {
    private static final double WIDTH = 0.005;
    private static final double MOST = 10e6;
    private static final int MOST_TRIALS = 40;

    private static final Goal THROUGHPUT = Goal.throughput(1, 1, WIDTH);
    private static final Goal NDR = Goal.ndr(1, 20, WIDTH);
    private static final Goal PDR = Goal.pdr(1, 20, WIDTH);

    private static RateFound find(final Device device, final Goal goal) {
        return new RateSearch(device, MOST / 1000, MOST).find(goal, RateFound.none(goal));
    }

    @ParameterizedTest
    @CsvSource({"9990000", "7500000", "5000000", "1234567", "100000", "12000"})
    void theThroughputIsFoundToTheWidth(final double capacity) {
        final SimulatedDevice device = new SimulatedDevice(capacity, 0, 0);
        final RateFound found = find(device, THROUGHPUT);
        assertTrue(found.offered() <= capacity + 1, () -> found + " of " + capacity);
        assertTrue(found.above() > capacity, () -> found + " of " + capacity);
        assertTrue((found.above() - found.offered()) / found.above() <= WIDTH, found::toString);
        assertEquals(found.offered(), found.forwarded(), 1);
        assertFalse(found.limitedByOffer());
        assertEquals(device.offers().size(), found.trials());
        assertTrue(found.trials() <= MOST_TRIALS, found::toString);
    }

    @Test
    void thePartialDropRateIsWhereHalfAPercentIsLost() {
        final double capacity = 6e6;
        final RateFound found = find(new SimulatedDevice(capacity, 0, 0), PDR);
        final double expected = capacity / (1 - 0.005);
        assertEquals(expected, found.offered(), WIDTH * expected);
        assertTrue(found.offered() <= expected, found::toString);
        assertTrue(found.forwarded() <= capacity + 1, found::toString);
    }

    @Test
    void aThirdOfDisturbedTrialsDoesNotMoveTheNonDropRate() {
        final double capacity = 6e6;
        final RateFound found = find(new SimulatedDevice(capacity, 0, 1 / 3.0), NDR);
        assertEquals(capacity, found.offered(), 0.02 * capacity);
    }

    @Test
    void withEveryTrialDisturbedThereIsNoThroughputButAPartialDropRate() {
        final double capacity = 6e6;
        final RateFound none = find(new SimulatedDevice(capacity, 0, 1), THROUGHPUT);
        assertEquals(0, none.offered());
        assertEquals(0, none.forwarded());
        assertFalse(none.limitedByOffer());
        assertTrue(none.trials() <= MOST_TRIALS, none::toString);
        assertEquals(capacity, find(new SimulatedDevice(capacity, 0, 1), PDR).offered(), 0.02 * capacity);
    }

    @Test
    void aDeviceThatTakesEverythingIsLimitedByTheOffer() {
        final RateFound found = find(new SimulatedDevice(2 * MOST, 0, 0), NDR);
        assertTrue(found.limitedByOffer());
        assertEquals(MOST, found.offered());
        assertEquals(10, found.trials());
    }

    @Test
    void aDeviceThatForwardsNothingHasNoRate() {
        final RateFound found = find(offer -> TrialSamples.trial(offer, Math.round(offer.framesPerSecond()), 1), NDR);
        assertEquals(0, found.offered());
        assertEquals(0, found.forwarded());
    }

    @Test
    void aSearchFromAKnownRateNeverEndsBelowIt() {
        final RateFound known = new RateFound(NDR, 5e6, 4.9e6, 5.1e6, 1);
        final RateFound none = new RateSearch(new SimulatedDevice(1e6, 0, 0), MOST / 1000, MOST).find(PDR, known);
        assertEquals(5e6, none.offered());
        assertEquals(4.9e6, none.forwarded());
        final RateFound more = new RateSearch(new SimulatedDevice(8e6, 0, 0), MOST / 1000, MOST).find(PDR, known);
        assertEquals(8e6, more.offered(), 0.02 * 8e6);
    }

    @Test
    void halfOfTheTrialsMayExceed() {
        assertEquals(10, NDR.mayExceed());
        assertEquals(1, Goal.ndr(1, 3, WIDTH).mayExceed());
        assertEquals(0, THROUGHPUT.mayExceed());
    }
}
