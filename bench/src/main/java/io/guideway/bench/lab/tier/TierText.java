package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.tier.Event.Kind;
import java.util.Locale;

/** A report for people: plain text, at most 80 columns. */
final class TierText {
    private static final String ROW = "  %-32s%12s%8s%8s%18s%n";

    private TierText() {}

    static String of(final TierReport report) {
        final TierPlan plan = report.plan();
        final StringBuilder text = new StringBuilder(format(
                "%d nodes, %d backends, %d connections at a time; drain %d s, replication %s%n",
                plan.nodes(),
                TierPlan.BACKENDS,
                plan.connections(),
                plan.drain().toSeconds(),
                plan.replicates() ? "on" : "off"));
        text.append(format(ROW, "step", "connections", "begun", "broken", "on crashed one"));
        for (final StepResult result : report.steps()) {
            text.append(format(
                    ROW,
                    result.step().name(),
                    result.connections(),
                    result.begun(),
                    result.broken().size(),
                    result.onCrashedBackend()));
        }
        return text.append(totals(report)).toString();
    }

    private static String totals(final TierReport report) {
        final Account account = report.account();
        return format(
                "%,d connections opened, %,d closed in order, %,d broken, %,d not opened;%n"
                        + "%,d messages, %,d octets came back as they were sent, in %.0f s.%n"
                        + "The backend was added and the node killed within %.0f ms.%n",
                account.count(Kind.OPENED),
                account.count(Kind.CLOSED),
                account.count(Kind.BROKEN),
                account.count(Kind.UNOPENED),
                account.messages(),
                account.octets(),
                report.seconds(),
                report.togetherMs());
    }

    private static String format(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
