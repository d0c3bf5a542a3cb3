package io.guideway.host;

import java.util.List;
import java.util.Locale;

/** The doctor's findings as text for a terminal: a table of all checks, then what to do about those that are not OK. */
public final class DoctorReport {
    private DoctorReport() {}

    /** The report, lines ended by {@code \n}. */
    public static String of(final List<Check> checks) {
        final StringBuilder text = new StringBuilder();
        final int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(1);
        for (final Check check : checks) {
            text.append("%-8s %-{w}s  %s\n"
                    .replace("{w}", Integer.toString(width))
                    .formatted(check.state().name().toLowerCase(Locale.ROOT), check.name(), check.found()));
        }
        remedies(text, checks, Check.State.MISSING, "\nTo do:\n");
        remedies(text, checks, Check.State.WARNING, "\nWorth doing:\n");
        text.append(Doctor.isReady(checks) ? "\nThis host is ready.\n" : "\nThis host is not ready.\n");
        return text.toString();
    }

    private static void remedies(
            final StringBuilder text, final List<Check> checks, final Check.State state, final String title) {
        final List<Check> concerned =
                checks.stream().filter(check -> check.state() == state).toList();
        if (!concerned.isEmpty()) {
            text.append(title);
            concerned.forEach(check -> text.append("  %s: %s\n".formatted(check.name(), check.mend())));
        }
    }
}
