package io.guideway.bench.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A line chart: one or more series over one x axis, y from 0. Built step by step, each step a chart of its own:
 *
 * <pre>{@code
 * Chart.of("Time a packet").x("flows", Scale.LOG).y("ns a packet").series("Java", points).line(45.5, "1.3 x the least").svg()
 * }</pre>
 *
 * The same chart gives the same SVG, octet by octet, in every locale. It has a background of its own and so reads on light and
 * on dark pages, no identifiers and no style sheet, so that several may stand in one page of HTML.
 *
 * @param description for those who do not see it; if empty, one is made of the series
 * @param x label of the x axis
 * @param y label of the y axis
 * @param series drawn in this order
 * @param lines horizontal lines
 */
public record Chart(
        String title, String description, String x, Scale scale, String y, List<Series> series, List<Line> lines) {

    /** Points joined by a line, in the order given. */
    public record Series(String name, List<Point> points) {
        /** @throws IllegalArgumentException if there are no points */
        public Series {
            if (points.isEmpty()) {
                throw new IllegalArgumentException("series %s has no points; give one or more".formatted(name));
            }
            points = List.copyOf(points);
        }
    }

    /** A horizontal line to compare with, its label above it. */
    public record Line(double y, String label) {
        /** @throws IllegalArgumentException if it lies below 0 or nowhere */
        public Line {
            if (!Double.isFinite(y) || y < 0) {
                throw new IllegalArgumentException("line %s is at %s; give 0 or more".formatted(label, y));
            }
        }
    }

    /** @throws IllegalArgumentException if a point cannot stand on a logarithmic axis */
    public Chart {
        series = List.copyOf(series);
        lines = List.copyOf(lines);
        for (final Series one : series) {
            for (final Point point : one.points) {
                if (scale == Scale.LOG && point.x() <= 0) {
                    throw new IllegalArgumentException("series %s has x %s on a logarithmic axis; give more than 0"
                            .formatted(one.name, point.x()));
                }
            }
        }
    }

    /** A chart with nothing in it yet. */
    public static Chart of(final String title) {
        return new Chart(title, "", "", Scale.LINEAR, "", List.of(), List.of());
    }

    /** The same with this description instead of the one made of the series. */
    public Chart description(final String text) {
        return new Chart(title, text, x, scale, y, series, lines);
    }

    /** The same with this x axis. */
    public Chart x(final String label, final Scale axis) {
        return new Chart(title, description, label, axis, y, series, lines);
    }

    /** The same with this label of the y axis. */
    public Chart y(final String label) {
        return new Chart(title, description, x, scale, label, series, lines);
    }

    /** The same with one more series. */
    public Chart series(final String name, final List<Point> points) {
        return new Chart(title, description, x, scale, y, and(series, new Series(name, points)), lines);
    }

    /** The same with one more horizontal line. */
    public Chart line(final double at, final String label) {
        return new Chart(title, description, x, scale, y, series, and(lines, new Line(at, label)));
    }

    /**
     * The picture: an {@code svg} element without an XML declaration, in UTF-8 once it is stored, to be put into a page or a
     * file as it is.
     *
     * @throws IllegalStateException if there is no series
     */
    public String svg() {
        if (series.isEmpty()) {
            throw new IllegalStateException("chart \"%s\" has no series; add one".formatted(title));
        }
        return new Drawing(this).draw();
    }

    /** What to tell those who do not see the chart. */
    String told() {
        return description.isEmpty()
                ? "%s by %s. %s."
                        .formatted(y, x, series.stream().map(Chart::told).collect(Collectors.joining("; ")))
                : description;
    }

    private static String told(final Series one) {
        return "%s: %s points, %s to %s"
                .formatted(
                        one.name,
                        one.points.size(),
                        Figures.value(
                                one.points.stream().mapToDouble(Point::y).min().orElseThrow()),
                        Figures.value(
                                one.points.stream().mapToDouble(Point::y).max().orElseThrow()));
    }

    Range xRange() {
        final double[] sorted = points().mapToDouble(Point::x).sorted().toArray();
        return scale.around(sorted[0], sorted[sorted.length - 1]);
    }

    Range yRange() {
        final double most = DoubleStream.concat(
                        points().mapToDouble(Point::most), lines.stream().mapToDouble(Line::y))
                .max()
                .orElseThrow();
        return Scale.LINEAR.around(0, most);
    }

    private Stream<Point> points() {
        return series.stream().flatMap(one -> one.points.stream());
    }

    private static <T> List<T> and(final List<T> some, final T more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
