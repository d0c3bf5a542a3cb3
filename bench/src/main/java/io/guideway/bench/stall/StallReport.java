package io.guideway.bench.stall;

import io.guideway.bench.forward.Machine;
import io.guideway.bench.forward.Spread;
import io.guideway.bench.stall.JvmEvent.Kind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What was measured, for people. */
record StallReport(Conditions conditions, Stalls stalls, JvmEvents events, Machine machine) {
    /** Rows of the table; what Java adds is judged at 99.99 and at the longest. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 99.999);

    private static final int LONGEST_SHOWN = 12;
    private static final double MICROSECOND = 1e3;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;
    private static final String ROW = "%-34s %12.2f %12.2f %12.2f (%.2f to %.2f)%n";
    private static final String EVENT_HEAD = "%-34s %8s %12s %12s %15s%n";
    private static final String EVENT_ROW = "%-34s %8d %12.1f %12.1f %15.1f%n";
    private static final String COUNT_ROW = "%-34s %12d %12d%n";

    void print(final PrintWriter out) {
        out.println(conditions.text());
        out.println(machine.hardware());
        out.printf("%s%n%n", machine.jvm());
        printGaps(out);
        printUse(out, stalls.java().use(), stalls.c().use());
        printLongest(out);
        printEvents(out);
        out.flush();
    }

    private void printGaps(final PrintWriter out) {
        out.printf(
                "%-34s %12s %12s %12s (median, least, most of the pairs)%n",
                "gap between two polls, µs", "Java", "C", "Java adds");
        for (final double percentile : PERCENTILES) {
            printGap(out, percentile + " %", gaps -> gaps.percentileNs(percentile));
        }
        printGap(out, "longest", Gaps::longestNs);
        out.printf(
                COUNT_ROW,
                "gaps",
                stalls.java().gaps().count(),
                stalls.c().gaps().count());
    }

    private void printGap(final PrintWriter out, final String name, final ToLongFunction<Gaps> measure) {
        final Spread added = stalls.added(measure);
        out.printf(
                Locale.ROOT,
                ROW,
                name,
                measure.applyAsLong(stalls.java().gaps()) / MICROSECOND,
                measure.applyAsLong(stalls.c().gaps()) / MICROSECOND,
                added.median() / MICROSECOND,
                added.least() / MICROSECOND,
                added.most() / MICROSECOND);
    }

    private static void printUse(final PrintWriter out, final ThreadUse java, final ThreadUse c) {
        final String milliseconds = "%-34s %12.2f %12.2f%n";
        out.printf(
                Locale.ROOT,
                milliseconds,
                "ready, another had the CPU, ms",
                java.waitingNs() / MILLISECOND,
                c.waitingNs() / MILLISECOND);
        out.printf(COUNT_ROW, "preempted by another thread", java.preemptions(), c.preemptions());
        out.printf(COUNT_ROW, "slept", java.sleeps(), c.sleeps());
        out.printf(COUNT_ROW, "stolen by the hypervisor, ms", java.stolenMs(), c.stolenMs());
    }

    private void printLongest(final PrintWriter out) {
        final long start = stalls.java().rounds().getFirst().startNs();
        out.printf("%nJava's longest gaps%n%10s %10s   %s%n", "at s", "µs", "what the JVM did");
        for (final Gap gap :
                stalls.java().gaps().longest().stream().limit(LONGEST_SHOWN).toList()) {
            out.printf(
                    Locale.ROOT,
                    "%10.3f %10.1f   %s%n",
                    (gap.startNs() - start) / SECOND,
                    gap.lengthNs() / MICROSECOND,
                    cause(gap));
        }
        out.printf(
                "C's longest gaps, µs: %s%n",
                stalls.c().gaps().longest().stream()
                        .limit(LONGEST_SHOWN)
                        .map(gap -> String.format(Locale.ROOT, "%.1f", gap.lengthNs() / MICROSECOND))
                        .collect(Collectors.joining(" ")));
    }

    private String cause(final Gap gap) {
        return events.cause(gap).map(StallReport::text).orElse("none: the kernel or hypervisor");
    }

    private static String text(final JvmEvent event) {
        final String what = event.kind().text() + " " + event.what();
        return event.lengthNs() == 0
                ? what
                : String.format(Locale.ROOT, "%s, %.1f µs", what, event.lengthNs() / MICROSECOND);
    }

    private void printEvents(final PrintWriter out) {
        out.printf(
                "%n" + EVENT_HEAD,
                "what the JVM did beside Java",
                "times",
                "longest, µs",
                "reached, µs",
                "Java's gap, µs");
        for (final Kind kind : Kind.values()) {
            printEvent(out, kind.text(), during(kind));
        }
        for (final Kind kind : List.of(Kind.SAFEPOINT, Kind.HANDSHAKE)) {
            during(kind).byName().forEach((name, some) -> printEvent(out, "  " + name, some));
        }
    }

    /** What happened of a kind while Java forwarded. */
    JvmEvents during(final Kind kind) {
        return events.of(kind, stalls.java().rounds());
    }

    private void printEvent(final PrintWriter out, final String name, final JvmEvents some) {
        out.printf(
                Locale.ROOT,
                EVENT_ROW,
                name,
                some.count(),
                some.longestNs() / MICROSECOND,
                some.longestReachingNs() / MICROSECOND,
                some.longestGapNs(stalls.java().gaps()) / MICROSECOND);
    }
}
