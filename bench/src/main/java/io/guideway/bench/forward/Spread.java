package io.guideway.bench.forward;

import java.util.stream.DoubleStream;

/** The middle and the ends of some figures. */
public record Spread(double median, double least, double most) {
    /** @param figures at least one */
    public static Spread of(final DoubleStream figures) {
        final double[] sorted = figures.sorted().toArray();
        final int middle = sorted.length / 2;
        final double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
