package io.guideway.bench.chart;

/**
 * A measured value.
 *
 * @param x where it was measured
 * @param y the value, 0 or more
 * @param least the lower end of its error bar, from 0 to {@code y}
 * @param most the upper end, {@code y} or more
 */
public record Point(double x, double y, double least, double most) {
    /** @throws IllegalArgumentException if a number is not finite, or the value is negative or outside its error bar */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(most) || !(0 <= least && least <= y && y <= most)) {
            throw new IllegalArgumentException(
                    "point is (%s, %s) from %s to %s; give finite numbers, 0 <= least <= y <= most"
                            .formatted(x, y, least, most));
        }
    }

    /** Without an error bar. */
    public static Point of(final double x, final double y) {
        return new Point(x, y, y, y);
    }

    boolean hasErrorBar() {
        return least < most;
    }
}
