package io.guideway.bench.lab;

import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Traffic;
import io.guideway.bench.lab.traffic.TrafficPorts;
import io.guideway.bench.lab.traffic.Trial;
import java.util.List;

/**
 * The generator without a device: how many frames a second it sends and receives at once, over a memif link from itself to
 * itself. Whatever the device is offered stays below.
 */
final class GeneratorLimits {
    /** Share of what the generator can do alone that it may offer the device. */
    static final double MARGIN = 0.9;

    /** Long enough, however short trials are. */
    private static final double LEAST_SECONDS = 0.3;

    private static final int RING_SIZE_LOG2 = 10;

    private GeneratorLimits() {}

    /** Measures, by the order of the sizes; on the generator's thread. */
    static List<Double> measure(final Lab lab, final Interruption interruption, final String name) {
        try (TrafficPorts loop = lab.dpdk().openLoop(name, RING_SIZE_LOG2)) {
            awaitLink(loop, interruption);
            return lab.plan().sizes().stream()
                    .map(size -> alone(lab, size, loop, interruption))
                    .toList();
        }
    }

    private static void awaitLink(final TrafficPorts loop, final Interruption interruption) {
        final long end = System.nanoTime() + 10_000_000_000L;
        while (!loop.up()) {
            interruption.check();
            if (System.nanoTime() - end > 0) {
                throw new LabException("the generator's link to itself is not up after 10 s");
            }
            Thread.onSpinWait();
        }
    }

    private static double alone(
            final Lab lab, final FrameSize size, final TrafficPorts loop, final Interruption interruption) {
        final double seconds = Math.max(LEAST_SECONDS, lab.plan().timing().goalSeconds());
        try (Traffic traffic = lab.traffic(size, loop)) {
            final Trial trial = traffic.run(Offer.flatOut(seconds));
            interruption.check();
            return trial.forwardedRate();
        }
    }
}
