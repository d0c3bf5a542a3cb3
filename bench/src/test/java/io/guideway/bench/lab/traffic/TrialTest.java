package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final int RING = 1024;

    /** A million frames a second for a second. */
    private static Trial trial(final long sent, final long refused, final long missed, final long pauseNs) {
        final long received = sent - refused;
        return new Trial(
                Offer.rate(1e6, 1),
                1,
                sent,
                refused,
                3,
                missed,
                60 * received,
                pauseNs,
                new SinkCounts(received, 60 * received, 2, 0, 0, 1, 4),
                new Histogram(3));
    }

    @Test
    void whatTheLinkRefusesIsLostAndWhatWasMissedIsNot() {
        final Trial trial = trial(990_000, 99_000, 10_000, 0);
        assertEquals(99_000, trial.lost());
        assertEquals(0.1, trial.lossRatio());
        assertEquals(990_000, trial.sentRate());
        assertEquals(891_000, trial.forwardedRate());
        assertEquals(891_000, trial.taken());
        assertEquals(891_000 + 3 + 2 + 1 + 4, trial.arrived());
    }

    @Test
    void aGeneratorThatMissesMoreThanItMayIsLate() {
        assertFalse(trial(970_000, 0, 30_000, 0).late());
        assertTrue(trial(960_000, 0, 40_000, 0).late());
    }

    @Test
    void aLossDuringAPauseThatARingCannotBridgeIsNobodys() {
        assertTrue(trial(1_000_000, 500, 0, 2_000_000).heldUp(RING));
        assertFalse(trial(1_000_000, 500, 0, 500_000).heldUp(RING), "the ring bridges that");
        assertFalse(trial(1_000_000, 0, 0, 2_000_000).heldUp(RING), "nothing was lost");
        assertFalse(trial(1_000_000, 400_000, 0, 2_000_000).heldUp(RING), "no pause explains that");
    }
}
