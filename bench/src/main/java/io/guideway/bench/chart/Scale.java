package io.guideway.bench.chart;

/** How an axis maps values to places. */
public enum Scale {
    /** Equal differences take equal room. */
    LINEAR {
        @Override
        double of(final double value) {
            return value;
        }

        @Override
        Range around(final double least, final double most) {
            return Range.linear(least, most);
        }
    },
    /** Equal factors take equal room; values are above 0. */
    LOG {
        @Override
        double of(final double value) {
            return Math.log10(value);
        }

        @Override
        Range around(final double least, final double most) {
            return Range.logarithmic(least, most);
        }
    };

    /** What is proportional to the place. */
    abstract double of(double value);

    /** The range of an axis that has room for these values. */
    abstract Range around(double least, double most);
}
