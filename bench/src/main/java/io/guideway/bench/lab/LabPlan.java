package io.guideway.bench.lab;

import io.guideway.bench.lab.device.GeneratedConfig;
import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.service.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * All that is asked for.
 *
 * @param mode of the device's service, where it is generated
 * @param ipv6 the family of the frames, else IPv4
 * @param flows {@link #FEWEST_FLOWS} to {@link #MOST_FLOWS}
 * @param backends of the device's service, where it is generated
 * @param seed of the flows and of the device's hash
 * @param sizes of frames, one or more
 * @param resolution of the searches: distance of the bounds by the upper one, above 0 to 0.5
 * @param latencyLoads percent of the throughput, each 1 to 100
 * @param lineGigabits a line's rate, which then is never exceeded
 * @param generatorCpu where generator and sink run
 * @param deviceCpu where the device's worker runs
 * @param config the device's own configuration, instead of a generated one
 * @param deviceStation Ethernet address of the device's port, where it is not known otherwise
 */
public record LabPlan(
        Mode mode,
        boolean ipv6,
        int flows,
        int backends,
        long seed,
        List<FrameSize> sizes,
        Timing timing,
        double resolution,
        List<Integer> latencyLoads,
        OptionalDouble lineGigabits,
        int generatorCpu,
        int deviceCpu,
        Wiring wiring,
        Optional<Path> config,
        OptionalLong deviceStation) {
    /** Fewer would measure a cache and a predictor, not a load balancer (RFC 4814, section 1). */
    public static final int FEWEST_FLOWS = 1000;

    /** More would measure the generator's own memory. */
    public static final int MOST_FLOWS = 1 << 20;

    private static final double COARSEST = 0.5;
    private static final int PERCENT = 100;

    /** @throws IllegalArgumentException if a number is out of its range; the message has value and remedy */
    public LabPlan {
        sizes = List.copyOf(sizes);
        latencyLoads = List.copyOf(latencyLoads);
        require(
                flows >= FEWEST_FLOWS && flows <= MOST_FLOWS,
                "flows is %d; give %d to %d: with fewer flows caches and branch predictors would be measured (RFC 4814), more"
                        + " than that outgrow the generator's",
                flows,
                FEWEST_FLOWS,
                MOST_FLOWS);
        require(
                backends >= 1 && backends <= GeneratedConfig.MOST_BACKENDS,
                "backends is %d; give 1 to %d",
                backends,
                GeneratedConfig.MOST_BACKENDS);
        require(resolution > 0 && resolution <= COARSEST, "resolution is %s; give more than 0, to 0.5", resolution);
        for (final int load : latencyLoads) {
            require(load >= 1 && load <= PERCENT, "latency load is %d; give 1 to 100 percent", load);
        }
        lineGigabits.ifPresent(rate -> require(rate > 0, "line rate is %s; give gigabits a second above 0", rate));
        require(
                generatorCpu != deviceCpu,
                "generator and device both have CPU %d; give each one of its own",
                generatorCpu);
    }

    private static void require(final boolean fine, final String otherwise, final Object... values) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise.formatted(values));
        }
    }
}
