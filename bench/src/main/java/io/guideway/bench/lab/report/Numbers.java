package io.guideway.bench.lab.report;

import io.guideway.bench.lab.TrialLog;
import io.guideway.bench.lab.search.RateFound;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Numbers as people read them, the same in every locale. */
final class Numbers {
    private static final double MILLION = 1e6;

    /** Sums over all trials. */
    enum Total {
        REFUSED("refused by a full link, counted as lost", TrialLog.Entry::refused),
        DUPLICATES("duplicates", TrialLog.Entry::duplicates),
        REORDERED("reordered within a flow (RFC 4737)", TrialLog.Entry::reordered),
        OVERTAKEN("reordered across flows", TrialLog.Entry::overtaken),
        STALE("too late to tell", TrialLog.Entry::stale),
        FOREIGN("not the trial's own", TrialLog.Entry::foreign);

        private final String text;
        private final ToLongFunction<TrialLog.Entry> count;

        Total(final String text, final ToLongFunction<TrialLog.Entry> count) {
            this.text = text;
            this.count = count;
        }

        String text() {
            return text;
        }

        long of(final List<TrialLog.Entry> trials) {
            return trials.stream().mapToLong(count).sum();
        }
    }

    private Numbers() {}

    static String decimal(final double value, final int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String count(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Frames a second in millions. */
    static String mpps(final double framesPerSecond) {
        return decimal(framesPerSecond / MILLION, 3);
    }

    /** A rate in millions, marked where it is a lower bound only. */
    static String rate(final RateFound found) {
        return (found.limitedByOffer() ? "≥ " : "") + mpps(found.forwarded());
    }
}
