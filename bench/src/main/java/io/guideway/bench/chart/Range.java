package io.guideway.bench.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the numbers that an axis shows. Its ends and its ticks are 1, 2 or 5 times a power of ten, or multiples of such
 * a step.
 */
record Range(double first, double last, List<Double> ticks) {
    private static final int MOST_STEPS = 8;

    /** Decades up to which a logarithmic axis has ticks within them. */
    private static final int FEW_DECADES = 2;

    private static final int MOST_DECADES = 10;
    private static final long[] NICE = {1, 2, 5};

    /** At least one step wide; where there is but one value, from 0. */
    static Range linear(final double least, final double most) {
        if (least == most) {
            return least == 0 ? linear(0, 1) : linear(Math.min(least, 0), Math.max(most, 0));
        }
        final BigDecimal step = step((most - least) / MOST_STEPS);
        final long from = (long) Math.floor(least / step.doubleValue());
        final long to = Math.max((long) Math.ceil(most / step.doubleValue()), from + 1);
        final List<Double> ticks = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return new Range(ticks.getFirst(), ticks.getLast(), ticks);
    }

    /** The least nice step that is not below {@code width}; decimal, as its multiples have to be exact. */
    private static BigDecimal step(final double width) {
        final int decade = (int) Math.floor(Math.log10(width));
        for (final long digit : NICE) {
            final BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(decade);
            if (step.doubleValue() >= width) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(decade + 1);
    }

    /** At least one step of 1, 2 or 5 wide; ticks at powers of ten where there are several. */
    static Range logarithmic(final double least, final double most) {
        final List<Double> nice = niceAround(least, most);
        final double first = nice.reversed().stream()
                .filter(value -> value <= least)
                .findFirst()
                .orElseThrow();
        final double last = nice.stream()
                .filter(value -> value >= most && value > first)
                .findFirst()
                .orElseThrow();
        final double decades = Math.log10(last / first);
        final int every = (int) Math.ceil(decades / MOST_DECADES);
        final List<Double> ticks = nice.stream()
                .filter(value -> value >= first && value <= last)
                .filter(value -> decades <= FEW_DECADES || isPowerOfTen(value, every))
                .toList();
        return new Range(first, last, ticks);
    }

    /** Every 1, 2 and 5 of the decades from below {@code least} to above {@code most}. */
    private static List<Double> niceAround(final double least, final double most) {
        final List<Double> nice = new ArrayList<>();
        final int end = (int) Math.floor(Math.log10(most)) + 1;
        for (int decade = (int) Math.floor(Math.log10(least)) - 1; decade <= end; decade++) {
            for (final long digit : NICE) {
                nice.add(BigDecimal.valueOf(digit).scaleByPowerOfTen(decade).doubleValue());
            }
        }
        return nice;
    }

    private static boolean isPowerOfTen(final double value, final int every) {
        final double exponent = Math.log10(value);
        return exponent == Math.rint(exponent) && (int) exponent % every == 0;
    }
}
