package io.guideway.bench.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Frame loss, latency and back-to-back frames over a simulated device. */
class MeasurementsTest {
    private static final double MOST = 10e6;

    @Test
    void theLossCurveGoesDownByTenthsUntilTwoLoadsLoseNothing() {
        final List<LossCurve.Point> points = LossCurve.measure(new SimulatedDevice(7.5e6, 0, 0), MOST, 1, 1);
        assertEquals(
                List.of(100, 90, 80, 70, 60),
                points.stream().map(LossCurve.Point::percent).toList());
        assertEquals(0.25, points.getFirst().lossRatio(), 1e-6);
        assertEquals(7.5e6, points.getFirst().forwarded(), 1);
        assertEquals(0, points.getLast().lost());
    }

    @Test
    void aDeviceThatAlwaysLosesIsMeasuredDownToATenth() {
        final List<LossCurve.Point> points = LossCurve.measure(new SimulatedDevice(0, 0, 0), MOST, 1, 2);
        assertEquals(10, points.size());
        assertEquals(10, points.getLast().percent());
        assertEquals(1, points.getLast().lossRatio());
        assertEquals(2_000_000, points.getLast().sent());
    }

    @Test
    void latencyIsOfEveryFrameOfEveryTrial() {
        final LatencyAtLoad point = LatencyAtLoad.measure(new SimulatedDevice(1e6, 0, 0), 50, 100_000, 2, 3);
        assertEquals(50_000, point.offered());
        assertEquals(300_000, point.nanoseconds().getTotalCount());
        assertEquals(1.5, point.microseconds(99), 0.01);
        assertEquals(0, point.lost());
    }

    @Test
    void theLongestBurstIsWhatTheBufferTakes() {
        // At twice the device's rate half of a burst waits: the buffer holds half of the longest.
        final BackToBack found = BackToBack.measure(new SimulatedDevice(5e6, 2000, 0), MOST, 1, 5, 0.001);
        assertEquals(4000, found.median(), 8);
        assertEquals(5, found.bursts().size());
        assertEquals(found.mean(), found.median(), 8);
        assertTrue(found.least() <= found.median() && found.median() <= found.most());
    }

    @Test
    void shortBurstsAreFoundToo() {
        final BackToBack found = BackToBack.measure(new SimulatedDevice(5e6, 4, 0), MOST, 1, 1, 0.001);
        assertEquals(8, found.median(), 1);
    }

    @Test
    void aDeviceAtFullRateIsLimitedByTheLongestBurst() {
        final BackToBack found = BackToBack.measure(new SimulatedDevice(MOST, 0, 0), MOST, 0.1, 3, 0.01);
        assertEquals(1_000_000, found.median());
        assertEquals(1_000_000, found.longest());
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(15, new BackToBack(1, 100, List.of(20L, 10L)).median());
    }
}
