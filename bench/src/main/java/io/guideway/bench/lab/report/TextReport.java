package io.guideway.bench.lab.report;

import static io.guideway.bench.lab.report.Numbers.count;
import static io.guideway.bench.lab.report.Numbers.decimal;
import static io.guideway.bench.lab.report.Numbers.rate;

import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.search.LatencyAtLoad;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run in a few lines for the terminal. */
public final class TextReport {
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private TextReport() {}

    /** Prints it. */
    public static void print(final LabReport report, final PrintWriter out) {
        out.printf(
                "%s over IPv%s, %s flows, %s backends; Mpps, latency in microseconds%n",
                report.device().mode().name().toLowerCase(Locale.ROOT),
                report.plan().ipv6() ? 6 : 4,
                count(report.plan().flows()),
                report.device().backends());
        out.printf(
                "%-6s %12s %10s %10s %14s  %s%n",
                "frame", "throughput", "NDR", "PDR", "back-to-back", "latency by load: median / 99 %");
        for (final SizeResult result : report.results()) {
            out.printf(
                    "%-6s %12s %10s %10s %14s  %s%n",
                    result.size().name(),
                    rate(result.throughput()),
                    rate(result.ndr()),
                    rate(result.pdr()),
                    count(result.backToBack().median()),
                    result.latency().stream().map(TextReport::latency).collect(Collectors.joining(", ")));
        }
        if (!report.plan().timing().conforming()) {
            out.println("Trials are shorter or fewer than RFC 2544's: to try things out, not to quote.");
        }
        Notices.of(report).forEach(out::println);
    }

    private static String latency(final LatencyAtLoad point) {
        return "%s %%: %s / %s"
                .formatted(
                        point.percent(), decimal(point.microseconds(MEDIAN), 1), decimal(point.microseconds(P99), 1));
    }
}
