package io.guideway.bench.lab.report;

import io.guideway.bench.forward.Machine;
import io.guideway.bench.lab.Conservation;
import io.guideway.bench.lab.Environment;
import io.guideway.bench.lab.GeneratorCheck;
import io.guideway.bench.lab.LabPlan;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.Timing;
import io.guideway.bench.lab.TrialLog;
import io.guideway.bench.lab.Wiring;
import io.guideway.bench.lab.device.DeviceCounters;
import io.guideway.bench.lab.device.DeviceSetup;
import io.guideway.bench.lab.search.BackToBack;
import io.guideway.bench.lab.search.Goal;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** A report of a run that never happened, with everything in it that could break a page. */
final class SampleReport {
    static final String NASTY = "name: <script>alert(\"&amp;'1'\")</script>, ü";

    private SampleReport() {}

    static LabReport of(final long arrived) {
        final FrameSize small = FrameSize.parse("64", false, 1518);
        final FrameSize imix = FrameSize.parse("imix", false, 1498);
        final LabPlan plan = new LabPlan(
                Mode.IPIP,
                false,
                10_000,
                10,
                1,
                List.of(small, imix),
                Timing.quick(),
                0.02,
                List.of(10, 50, 90),
                OptionalDouble.empty(),
                0,
                1,
                Wiring.memif("x", 1, 10),
                Optional.empty(),
                OptionalLong.empty());
        final DeviceSetup device = new DeviceSetup(NASTY, 2, IpAddress.parse("198.18.0.1"), 443, Mode.IPIP, 20, 10);
        return new LabReport(
                plan,
                device,
                OptionalDouble.empty(),
                10,
                List.of(result(small, true), result(imix, false)),
                List.of(trial()),
                new Conservation(1000, new DeviceCounters(1000, 990, Map.of("tx-full", 10L), 1000), arrived),
                new Environment(
                        "1",
                        new Machine("Xeon <x>", "25", List.of("-Xa=\"b\""), "DPDK 22.11", "ordinary pages"),
                        2,
                        "Linux",
                        "quiet a=b",
                        List.of("HugePages_Total: 0"),
                        "tsc",
                        "net_memif",
                        List.of("--in-memory"),
                        List.of("rfc2544", "--output", "a, \"b\"")),
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofSeconds(90));
    }

    private static SizeResult result(final FrameSize size, final boolean limited) {
        final Goal goal = Goal.throughput(0.5, 1, 0.02);
        final RateFound found = new RateFound(goal, 8e6, 7.9e6, limited ? Double.POSITIVE_INFINITY : 8.1e6, 7);
        final Histogram histogram = new Histogram(1_000_000_000, 3);
        histogram.recordValueWithCount(1500, 1000);
        return new SizeResult(
                size,
                new GeneratorCheck(2e7, 1e7, GeneratorCheck.Limit.GENERATOR, 20),
                found,
                new RateFound(Goal.ndr(0.2, 3, 0.02), 8e6, 7.9e6, 8.1e6, 9),
                new RateFound(Goal.pdr(0.2, 3, 0.02), 0, 0, 1e4, 9),
                limited ? List.of(new LatencyAtLoad(10, 8e5, 0, histogram)) : List.of(),
                List.of(new LossCurve.Point(100, 1e7, 100, 20, 8e6), new LossCurve.Point(90, 9e6, 90, 0, 9e6)),
                new BackToBack(1e7, 1000, List.of(1000L, 900L, 1000L)));
    }

    private static TrialLog.Entry trial() {
        return new TrialLog.Entry(
                "64", "warm-up, \"first\"", 1e6, 1, 100, 1, 2, true, 98, 2, 0, 0, 0, 0, 0, 5000, 1500, 2000, 3000);
    }
}
