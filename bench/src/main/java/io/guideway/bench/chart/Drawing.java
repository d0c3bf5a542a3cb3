package io.guideway.bench.chart;

import static io.guideway.bench.chart.SvgWriter.number;

import java.util.List;
import java.util.stream.Collectors;

/** Draws one chart: title and legend, grid and axes, lines to compare with, series. Lengths in pixels. */
final class Drawing {
    private static final int WIDTH = 760;
    private static final int LEFT = 72;
    private static final int RIGHT = 24;
    private static final int LEGEND_TOP = 46;
    private static final int PLOT_HEIGHT = 300;
    private static final int BELOW = 56;
    private static final int TITLE_BASELINE = 28;

    /** Room between the frame of the plot and its first and last x. */
    private static final int INSET = 14;

    private static final int CAP = 4;

    /** Points of a series up to which each gets a mark. */
    private static final int MOST_MARKS = 60;

    private static final String PAPER = "#ffffff";
    private static final String INK = "#222222";
    private static final String FAINT = "#dddddd";
    private static final String GREY = "#666666";

    private final Chart chart;
    private final Range x;
    private final Range y;
    private final Legend legend;
    private final int top;
    private final int bottom;
    private final SvgWriter svg = new SvgWriter();

    Drawing(final Chart chart) {
        this.chart = chart;
        x = chart.xRange();
        y = chart.yRange();
        legend = new Legend(chart.series(), WIDTH - LEFT - RIGHT);
        top = LEGEND_TOP + legend.height();
        bottom = top + PLOT_HEIGHT;
    }

    String draw() {
        svg.begin(WIDTH, bottom + BELOW);
        svg.text("title", chart.title());
        svg.text("desc", chart.told());
        svg.empty("rect", "width", WIDTH, "height", bottom + BELOW, "fill", PAPER);
        svg.text("text", chart.title(), "x", LEFT, "y", TITLE_BASELINE, "font-size", 17, "fill", INK);
        names();
        x.ticks().forEach(this::xTick);
        y.ticks().forEach(this::yTick);
        labels();
        chart.lines().forEach(this::line);
        for (int i = 0; i < chart.series().size(); i++) {
            series(chart.series().get(i), Look.of(i));
        }
        chart.lines().forEach(this::label);
        return svg.finish();
    }

    private void names() {
        for (int i = 0; i < legend.entries().size(); i++) {
            final Legend.Entry entry = legend.entries().get(i);
            final Look look = Look.of(i);
            svg.open("g", "transform", move(LEFT + entry.x(), LEGEND_TOP + entry.row() * Legend.ROW));
            svg.empty(
                    "path",
                    "d",
                    "M0 0h20",
                    "stroke",
                    look.colour(),
                    "stroke-width",
                    2,
                    "stroke-dasharray",
                    look.dashes());
            svg.empty("path", "d", look.mark().path(), "transform", move(10, 0), "fill", look.colour());
            svg.text("text", entry.name(), "x", Legend.SAMPLE, "y", 4, "fill", INK);
            svg.close();
        }
    }

    private void xTick(final double value) {
        final double at = x(value);
        svg.empty("path", "d", "M%s %sV%s".formatted(number(at), top, bottom), "stroke", FAINT);
        svg.text("text", Figures.tick(value), "x", at, "y", bottom + 20, "text-anchor", "middle", "fill", INK);
    }

    private void yTick(final double value) {
        final double at = y(value);
        final String colour = value == 0 ? INK : FAINT;
        svg.empty("path", "d", "M%s %sH%s".formatted(LEFT, number(at), WIDTH - RIGHT), "stroke", colour);
        svg.text("text", Figures.tick(value), "x", LEFT - 8, "y", at + 4, "text-anchor", "end", "fill", INK);
    }

    private void labels() {
        final int middle = (LEFT + WIDTH - RIGHT) / 2;
        svg.text("text", chart.x(), "x", middle, "y", bottom + 44, "text-anchor", "middle", "fill", INK);
        final String turned = "%s rotate(-90)".formatted(move(20, top + PLOT_HEIGHT / 2));
        svg.text("text", chart.y(), "transform", turned, "text-anchor", "middle", "fill", INK);
    }

    private void line(final Chart.Line line) {
        final String path = "M%s %sH%s".formatted(LEFT, number(y(line.y())), WIDTH - RIGHT);
        svg.empty("path", "d", path, "stroke", GREY, "stroke-dasharray", "6 4");
    }

    /** Drawn last, with a rim of paper around the letters, as a series may run behind them. */
    private void label(final Chart.Line line) {
        svg.open("g", "stroke", PAPER, "stroke-width", 3, "paint-order", "stroke");
        svg.text(
                "text", line.label(), "x", WIDTH - RIGHT - 4, "y", y(line.y()) - 5, "text-anchor", "end", "fill", GREY);
        svg.close();
    }

    private void series(final Chart.Series series, final Look look) {
        final List<Point> points = series.points();
        points.stream().filter(Point::hasErrorBar).forEach(point -> errorBar(point, look));
        svg.empty(
                "polyline",
                "points",
                points.stream().map(this::place).collect(Collectors.joining(" ")),
                "fill",
                "none",
                "stroke",
                look.colour(),
                "stroke-width",
                2,
                "stroke-dasharray",
                look.dashes());
        if (points.size() <= MOST_MARKS) {
            points.forEach(point -> mark(series.name(), point, look));
        }
    }

    private void errorBar(final Point point, final Look look) {
        final double at = x(point.x());
        final double low = y(point.least());
        final double high = y(point.most());
        final String path = "M%s %sV%s".formatted(number(at), number(low), number(high)) + cap(at, low) + cap(at, high);
        svg.empty("path", "d", path, "stroke", look.colour(), "stroke-opacity", "0.6", "fill", "none");
    }

    private static String cap(final double at, final double height) {
        return "M%s %sh%s".formatted(number(at - CAP), number(height), 2 * CAP);
    }

    /** The mark tells its numbers when the pointer rests on it. */
    private void mark(final String name, final Point point, final Look look) {
        svg.open("path", "d", look.mark().path(), "transform", move(x(point.x()), y(point.y())), "fill", look.colour());
        final String range = point.hasErrorBar()
                ? " (%s to %s)".formatted(Figures.value(point.least()), Figures.value(point.most()))
                : "";
        svg.text("title", "%s: %s at %s%s".formatted(name, Figures.value(point.y()), Figures.value(point.x()), range));
        svg.close();
    }

    private String place(final Point point) {
        return number(x(point.x())) + "," + number(y(point.y()));
    }

    private double x(final double value) {
        final double from = chart.scale().of(x.first());
        final double part = (chart.scale().of(value) - from) / (chart.scale().of(x.last()) - from);
        return LEFT + INSET + part * (WIDTH - LEFT - RIGHT - 2 * INSET);
    }

    private double y(final double value) {
        return bottom - value / y.last() * PLOT_HEIGHT;
    }

    private static String move(final double right, final double down) {
        return "translate(%s %s)".formatted(number(right), number(down));
    }
}
