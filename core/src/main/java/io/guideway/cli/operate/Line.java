package io.guideway.cli.operate;

import java.time.Duration;
import java.util.Locale;

/** Pieces of lines for a terminal of bounded width. */
final class Line {
    private static final String CUT = "...";
    private static final double THOUSAND = 1000;
    private static final String UNITS = " kMGTPE";

    private Line() {}

    /** Without characters that would steer the terminal: names of services and words of servers come from elsewhere. */
    static String plain(final String text) {
        return text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
    }

    /** The same, and not longer than {@code width}, at least 3. */
    static String cut(final String text, final int width) {
        final String plain = plain(text);
        if (plain.codePointCount(0, plain.length()) <= width) {
            return plain;
        }
        return plain.substring(0, plain.offsetByCodePoints(0, width - CUT.length())) + CUT;
    }

    /** A line that is not longer than {@code width}, without blanks at its end. */
    static String fit(final int width, final String format, final Object... values) {
        return cut(String.format(Locale.ROOT, format, values), width).stripTrailing();
    }

    /** A number in groups of three digits where that has room, else with a unit. */
    static String number(final long number, final int width) {
        final String grouped = String.format(Locale.ROOT, "%,d", number);
        return grouped.length() <= width ? grouped : scaled(number);
    }

    /** Three to four digits and a unit, such as {@code 12.3M}. */
    static String scaled(final double number) {
        double value = number;
        int unit = 0;
        while (value >= THOUSAND && unit < UNITS.length() - 1) {
            value /= THOUSAND;
            unit++;
        }
        return unit == 0
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 100 ? "%.2f%c" : "%.1f%c", value, UNITS.charAt(unit));
    }

    /** A time in its two largest units, such as {@code 5m 3s}. */
    static String age(final Duration age) {
        if (age.toDays() > 0) {
            return "%dd %dh".formatted(age.toDays(), age.toHoursPart());
        }
        if (age.toHours() > 0) {
            return "%dh %dm".formatted(age.toHours(), age.toMinutesPart());
        }
        return age.toMinutes() > 0
                ? "%dm %ds".formatted(age.toMinutes(), age.toSecondsPart())
                : "%ds".formatted(Math.max(0, age.toSeconds()));
    }
}
