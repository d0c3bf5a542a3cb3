package io.guideway.bench.flatness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final int FLOWS = 100_000;
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void axesReachAsFarAsIsPromised() {
        assertEquals(List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000), counts(Axis.FLOWS, ALL, 0));
        assertEquals(List.of(10, 100, 1_000, 10_000), counts(Axis.BACKENDS, ALL, 0));
        assertEquals(List.of(1, 10, 100, 1_000, 10_000), counts(Axis.SERVICES, ALL, 0));
    }

    @Test
    void axesCanBeCutButNotToOnePoint() {
        assertEquals(List.of(1, 10, 100), counts(Axis.SERVICES, 999, 0));
        assertEquals(List.of(1_000, 10_000), counts(Axis.FLOWS, 1, 0));
    }

    @Test
    void servicesAreMeasuredWithTheSameBackendsAndWithTheirOwn() {
        final List<Curve> curves = Axis.SERVICES.curves(FLOWS, ALL);
        assertEquals(counts(Axis.SERVICES, ALL, 0), counts(Axis.SERVICES, ALL, 1));
        assertFalse(curves.get(0).settings().stream().anyMatch(Setting::distinctBackends));
        assertTrue(curves.get(1).settings().stream().skip(1).allMatch(Setting::distinctBackends));
    }

    @Test
    void theOrdinaryCaseIsOnEveryAxisAndMeasuredOnce() {
        final Setting ordinary = new Setting(FLOWS, 10, 1, false);
        for (final Axis axis : Axis.values()) {
            for (final Curve curve : axis.curves(FLOWS, ALL)) {
                assertTrue(curve.settings().contains(ordinary), axis::label);
            }
        }
    }

    @Test
    void axesAreKnownByName() {
        assertEquals(List.of(Axis.BACKENDS), Axis.named("backends"));
        assertEquals(List.of(Axis.values()), Axis.named("all"));
        assertEquals(List.of(), Axis.named("frames"));
    }

    private static List<Integer> counts(final Axis axis, final int upTo, final int curve) {
        return axis.curves(FLOWS, upTo).get(curve).settings().stream()
                .map(axis::of)
                .toList();
    }
}
