package io.guideway.bench.compare;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A comparison as a table for people. */
final class CompareReport {
    private static final int WIDEST = 72;

    private final Comparison comparison;
    private final List<Difference> shown;

    /** @param shown those of its differences that get a line */
    CompareReport(final Comparison comparison, final List<Difference> shown) {
        this.comparison = comparison;
        this.shown = shown;
    }

    void print(final PrintWriter out) {
        comparison.notes().forEach(note -> out.println("not the same: " + note));
        if (!shown.isEmpty()) {
            final int width = shown.stream()
                    .mapToInt(difference -> difference.after().key().label().length())
                    .map(length -> Math.min(length, WIDEST))
                    .max()
                    .orElseThrow();
            out.printf(
                    "%-" + width + "s %11s %11s %-8s %7s %7s %7s  %-19s %s%n",
                    "benchmark",
                    "old",
                    "new",
                    "unit",
                    "new/old",
                    "from",
                    "to",
                    "verdict",
                    "B/op");
            shown.forEach(difference -> print(out, width, difference));
        }
        comparison.onlyBefore().forEach(key -> out.println("only in the old file: " + key));
        comparison.onlyAfter().forEach(key -> out.println("only in the new file: " + key));
        summary(out);
        out.flush();
    }

    private static void print(final PrintWriter out, final int width, final Difference difference) {
        final Result after = difference.after();
        out.println(String.format(
                        Locale.ROOT,
                        "%-" + width + "s %11.3f %11.3f %-8s %7s %7s %7s  %-19s %s",
                        after.key().label(),
                        difference.before().score(),
                        after.score(),
                        after.unit(),
                        ratio(difference.ratio().value()),
                        ratio(difference.ratio().low()),
                        ratio(difference.ratio().high()),
                        difference.verdict().label(),
                        allocation(difference))
                .stripTrailing());
    }

    private static String ratio(final double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String allocation(final Difference difference) {
        final Result before = difference.before();
        final Result after = difference.after();
        return before.allocation().isEmpty() || after.allocation().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f -> %.2f",
                        before.allocation().getAsDouble(),
                        after.allocation().getAsDouble());
    }

    private void summary(final PrintWriter out) {
        out.printf(
                "%d compared: %d faster, %d slower, %d without a difference shown, %d too little measured%n",
                comparison.differences().size(),
                count(Verdict.FASTER),
                count(Verdict.SLOWER),
                count(Verdict.NO_DIFFERENCE),
                count(Verdict.TOO_LITTLE));
        final long byJvm = comparison.differences().stream()
                .filter(difference -> difference.basis().equals("jvms"))
                .count();
        out.printf(
                Locale.ROOT,
                "from, to: %.0f %% confidence interval of new/old (Welch, on logarithms). An observation is %s.%n",
                100 * Ratio.CONFIDENCE,
                byJvm == comparison.differences().size()
                        ? "a JVM's mean"
                        : "a JVM's mean where both sides have several JVMs, else one value of the only JVM");
    }

    private long count(final Verdict verdict) {
        return comparison.differences().stream()
                .filter(difference -> difference.verdict() == verdict)
                .count();
    }
}
