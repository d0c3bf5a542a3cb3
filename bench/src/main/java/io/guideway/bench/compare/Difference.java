package io.guideway.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One benchmark in both files.
 *
 * @param basis what the interval counts as one observation: "jvms" or "values"
 * @param ratio new score by old score
 */
record Difference(Result before, Result after, String basis, Ratio ratio) {
    /**
     * Compares. Where both sides ran in several JVMs a JVM counts as one observation, by its mean: what C2 made of the code
     * differs between JVMs and not within one. Else each value counts, and the interval knows nothing of other JVMs.
     */
    static Difference of(final Result before, final Result after) {
        final boolean byJvm = before.jvms().size() > 1 && after.jvms().size() > 1;
        final double[] old = observations(before, byJvm);
        final double[] now = observations(after, byJvm);
        final boolean positive =
                DoubleStream.concat(Arrays.stream(old), Arrays.stream(now)).allMatch(value -> value > 0);
        final Ratio ratio = positive ? Ratio.of(old, now) : new Ratio(Double.NaN, Double.NaN, Double.NaN);
        return new Difference(before, after, byJvm ? "jvms" : "values", ratio);
    }

    private static double[] observations(final Result result, final boolean byJvm) {
        final List<double[]> jvms = result.jvms();
        return byJvm
                ? jvms.stream()
                        .mapToDouble(values -> Arrays.stream(values).average().orElse(Double.NaN))
                        .toArray()
                : jvms.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** How much longer it takes now: above 1 is slower, whatever the scores are. */
    private Ratio time() {
        return after.higherIsBetter() ? ratio.inverse() : ratio;
    }

    Verdict verdict() {
        final Ratio time = time();
        if (!time.hasInterval()) {
            return Verdict.TOO_LITTLE;
        }
        if (time.low() > 1) {
            return Verdict.SLOWER;
        }
        return time.high() < 1 ? Verdict.FASTER : Verdict.NO_DIFFERENCE;
    }

    /** Whether all of the interval lies above so much more time. */
    boolean isSlowerByMoreThan(final double percent) {
        return time().low() > 1 + percent / 100;
    }
}
