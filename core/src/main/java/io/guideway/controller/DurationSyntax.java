package io.guideway.controller;

import java.time.Duration;

/** Durations as the file writes them: {@code 200ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
final class DurationSyntax {
    private DurationSyntax() {}

    /** Reads what the schema has passed: up to nine digits and a unit. */
    static Duration parse(final String text) {
        final int digits = text.replaceAll("[a-z]", "").length();
        final long count = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> throw new AssertionError("the schema let '" + text + "' pass");
        };
    }

    /** Writes it in the largest unit that needs no fraction. */
    static String format(final Duration duration) {
        final long ms = duration.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        final long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return duration.toHours() + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? duration.toMinutes() + "m" : seconds + "s";
    }
}
