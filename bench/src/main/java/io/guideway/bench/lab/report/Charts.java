package io.guideway.bench.lab.report;

import io.guideway.bench.chart.Chart;
import io.guideway.bench.chart.Point;
import io.guideway.bench.chart.Scale;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The curves of a report. A mix of sizes stands at its mean. */
final class Charts {
    private static final double MILLION = 1e6;
    private static final double PERCENT = 100;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;
    private static final String OCTETS = "octets a frame";

    private Charts() {}

    /** Rates by frame size, beside what a line carries. */
    static String rates(final LabReport report) {
        Chart chart = Chart.of("Rates by frame size").x(OCTETS, Scale.LOG).y("Mpps");
        chart = chart.series("throughput", rates(report, SizeResult::throughput));
        chart = chart.series("NDR", rates(report, SizeResult::ndr));
        chart = chart.series("PDR", rates(report, SizeResult::pdr));
        return chart.series(
                        "theory at %s Gbit/s".formatted(Numbers.decimal(report.yardstick(), 0)),
                        bySize(report, result -> result.size().lineRate(report.yardstick(), 0) / MILLION))
                .svg();
    }

    private static List<Point> rates(final LabReport report, final Function<SizeResult, RateFound> rate) {
        return bySize(report, result -> rate.apply(result).forwarded() / MILLION);
    }

    private static List<Point> bySize(final LabReport report, final ToDoubleFunction<SizeResult> value) {
        return report.results().stream()
                .map(result -> Point.of(result.size().octets(), value.applyAsDouble(result)))
                .sorted(Comparator.comparingDouble(Point::x))
                .toList();
    }

    /** A chart for each percentile: latency by load, a line for each size; none where nothing was measured. */
    static List<String> latency(final LabReport report) {
        if (report.results().stream().allMatch(result -> result.latency().isEmpty())) {
            return List.of();
        }
        return List.of(latency(report, "Median latency", MEDIAN), latency(report, "Latency, 99 % of the frames", P99));
    }

    private static String latency(final LabReport report, final String title, final double percentile) {
        Chart chart = Chart.of(title).x("% of the throughput", Scale.LINEAR).y("µs");
        for (final SizeResult result : report.results()) {
            if (!result.latency().isEmpty()) {
                chart = chart.series(
                        result.size().name(),
                        result.latency().stream()
                                .sorted(Comparator.comparingInt(LatencyAtLoad::percent))
                                .map(point -> Point.of(point.percent(), point.microseconds(percentile)))
                                .toList());
            }
        }
        return chart.svg();
    }

    /** Loss by offered load, a line for each size. */
    static String loss(final LabReport report) {
        Chart chart = Chart.of("Frame loss by offered load")
                .x("% of the highest rate offered", Scale.LINEAR)
                .y("% of the frames lost");
        for (final SizeResult result : report.results()) {
            chart = chart.series(
                    result.size().name(),
                    result.loss().stream()
                            .sorted(Comparator.comparingInt(LossCurve.Point::percent))
                            .map(point -> Point.of(point.percent(), point.lossRatio() * PERCENT))
                            .toList());
        }
        return chart.svg();
    }
}
