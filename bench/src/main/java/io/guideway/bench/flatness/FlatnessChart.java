package io.guideway.bench.flatness;

import io.guideway.bench.chart.Chart;
import io.guideway.bench.chart.Point;
import io.guideway.bench.chart.Scale;
import io.guideway.bench.forward.Spread;
import java.util.List;
import java.util.Locale;

/** One axis of a report as a chart: Java and C, the whole time, and what Java may cost at most by the aim. */
final class FlatnessChart {
    private FlatnessChart() {}

    static Chart of(final FlatnessReport report, final Axis axis) {
        Chart chart = Chart.of("Time a packet by %s: %s".formatted(axis.label(), report.title()))
                .x(axis.label(), Scale.LOG)
                .y("ns a packet, source included");
        double least = Double.POSITIVE_INFINITY;
        for (final Curve curve : report.curves().get(axis)) {
            final List<Point> java = points(report.rounds(), axis, curve, Figure.JAVA);
            least = Math.min(least, java.stream().mapToDouble(Point::y).min().orElseThrow());
            chart = chart.series(name("Java", curve), java)
                    .series(name("C", curve), points(report.rounds(), axis, curve, Figure.C));
        }
        return chart.line(
                FlatnessReport.AIM * least, String.format(Locale.ROOT, "%.1f x Java's least", FlatnessReport.AIM));
    }

    private static String name(final String language, final Curve curve) {
        return curve.name().isEmpty() ? language : language + ", " + curve.name();
    }

    private static List<Point> points(final Rounds rounds, final Axis axis, final Curve curve, final Figure figure) {
        return curve.settings().stream()
                .map(setting -> {
                    final Spread ns = rounds.spread(setting, figure);
                    return new Point(axis.of(setting), ns.median(), ns.least(), ns.most());
                })
                .toList();
    }
}
