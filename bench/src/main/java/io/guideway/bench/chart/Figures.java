package io.guideway.bench.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: "1 k", "2.5 M", "0.05". The same in every locale. */
final class Figures {
    private static final MathContext FOR_AXES = new MathContext(8);
    private static final MathContext FOR_VALUES = new MathContext(4);
    private static final String[] SUFFIXES = {"", " k", " M", " G", " T"};
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Figures() {}

    /** With all digits that a tick has. */
    static String tick(final double value) {
        return format(value, FOR_AXES);
    }

    /** With four digits, which is more than a measurement is worth. */
    static String value(final double value) {
        return format(value, FOR_VALUES);
    }

    private static String format(final double value, final MathContext digits) {
        BigDecimal scaled = BigDecimal.valueOf(value).round(digits);
        int thousands = 0;
        while (scaled.abs().compareTo(THOUSAND) >= 0 && thousands < SUFFIXES.length - 1) {
            scaled = scaled.movePointLeft(3);
            thousands++;
        }
        return scaled.stripTrailingZeros().toPlainString() + SUFFIXES[thousands];
    }
}
