package io.guideway.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people: plain text, at most 80 columns but for the words of other programs. */
final class DemoText {
    private static final String ROW = "  %-28s %17s %17s %10s%n";

    private DemoText() {}

    static String of(final DemoReport report) {
        final String tables = report.services().stream().map(DemoText::table).collect(Collectors.joining("\n"));
        final String story =
                report.story().map(result -> StoryText.of(result) + "\n").orElse("");
        return tables + "\n" + story + drops(report.counters()) + "\n" + total(report);
    }

    private static String table(final ServiceResult result) {
        final StringBuilder text = new StringBuilder();
        text.append(format(
                "%s: VIP %s, port %d%n",
                result.service().title(), result.service().vip(), LabService.PORT));
        text.append(format(ROW, "backend", "packets forwarded", "requests served", "share"));
        for (final BackendResult backend : result.backends()) {
            text.append(row(backend, result.requestsServed()));
        }
        text.append(
                format(ROW, "in all", number(result.packetsForwarded()), number(result.requestsServed()), "100.0 %"));
        text.append(format(
                "  %s requests, %s failed; %s source ports%n",
                number(result.answers().requests()),
                number(result.answers().failed()),
                number(DemoReport.sourcePorts(List.of(result)))));
        return text.append(times(List.of(result))).toString();
    }

    private static String row(final BackendResult backend, final long requests) {
        return format(
                ROW,
                backend.name() + "  " + String.join(", ", backend.addresses()),
                number(backend.packetsForwarded()),
                number(backend.requestsServed()),
                format("%.1f %%", 100 * backend.share(requests)));
    }

    private static String times(final List<ServiceResult> services) {
        return DemoReport.times(services)
                .map(times -> format(
                        "  a request took, ms: min %.2f, median %.2f, p99 %.2f, max %.2f%n",
                        times.min(), times.median(), times.p99(), times.max()))
                .orElse("  no request succeeded\n");
    }

    private static String drops(final ForwarderCounters counters) {
        final StringBuilder text = new StringBuilder();
        text.append(format("The forwarder received %s packets; dropped, by reason:%n", number(counters.received())));
        counters.drops().forEach((reason, packets) -> {
            if (packets > 0) {
                text.append(format("  %-46s %29s%n", reason, number(packets)));
            }
        });
        return text.append(format("  %-46s %29s%n", "in all", number(counters.dropped())))
                .toString();
    }

    private static String total(final DemoReport report) {
        final StringBuilder text = new StringBuilder();
        text.append(
                format("All services together, %s source ports%n", number(DemoReport.sourcePorts(report.services()))));
        text.append(times(report.services()));
        text.append(format(
                "%s of %s HTTP requests succeeded, in %.1f s; the lab is removed.%n",
                number(report.requests() - report.failed()), number(report.requests()), report.seconds()));
        return text.toString();
    }

    private static String number(final long value) {
        return format("%,d", value);
    }

    private static String format(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
