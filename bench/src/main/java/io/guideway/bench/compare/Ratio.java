package io.guideway.bench.compare;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many times as large new values are as old ones, in the mean of their logarithms, with a confidence interval by Welch's
 * method on the logarithms ("The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34, 1947), which takes the two sides to be independent and neither their variances nor their numbers
 * to be equal.
 *
 * @param low lower end of the interval; NaN, as is {@code high}, if a side has fewer than two values
 */
record Ratio(double value, double low, double high) {
    /** Of the interval. */
    static final double CONFIDENCE = 0.99;

    /** @param before above 0, as is {@code after}; at least one value each */
    static Ratio of(final double[] before, final double[] after) {
        final double[] old = logarithms(before);
        final double[] now = logarithms(after);
        final double difference = StatUtils.mean(now) - StatUtils.mean(old);
        final double margin = old.length < 2 || now.length < 2 ? Double.NaN : margin(old, now);
        return new Ratio(Math.exp(difference), Math.exp(difference - margin), Math.exp(difference + margin));
    }

    private static double margin(final double[] old, final double[] now) {
        final double oldError = StatUtils.variance(old) / old.length;
        final double newError = StatUtils.variance(now) / now.length;
        final double error = oldError + newError;
        if (error == 0) {
            return 0;
        }
        final double freedom =
                error * error / (oldError * oldError / (old.length - 1) + newError * newError / (now.length - 1));
        final TDistribution student = new TDistribution(null, freedom);
        return student.inverseCumulativeProbability((1 + CONFIDENCE) / 2) * Math.sqrt(error);
    }

    private static double[] logarithms(final double[] values) {
        final double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }

    boolean hasInterval() {
        return !Double.isNaN(low);
    }

    /** The other way round. */
    Ratio inverse() {
        return new Ratio(1 / value, 1 / high, 1 / low);
    }
}
