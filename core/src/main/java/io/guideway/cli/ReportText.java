package io.guideway.cli;

import io.guideway.forwarder.DeviceCounts;
import io.guideway.forwarder.Report;
import io.guideway.packet.Verdict;
import io.guideway.service.Service;
import java.io.PrintWriter;
import java.util.Locale;

/** A report for people, 80 columns wide. */
final class ReportText {
    private static final String COUNT = "  %-48s %21s %6s%n";
    private static final String TOTAL = "  %-48s %21s%n";
    private static final int LONGEST_NAME = 72;

    private final PrintWriter out;

    ReportText(final PrintWriter out) {
        this.out = out;
    }

    void print(final Report report) {
        final long received = report.verdicts().received();
        out.printf("generation %d: %s packets received%n", report.generation(), grouped(received));
        report.verdicts()
                .packets()
                .forEach((verdict, packets) ->
                        out.printf(COUNT, name(verdict), grouped(packets), share(packets, received)));
        report.services().forEach(this::print);
        report.devices().ports().forEach(this::printLosses);
        out.flush();
    }

    private void print(final Report.ServiceCount service) {
        out.printf("service %s%n", shortened(service.service().name()));
        out.printf(TOTAL, place(service.service()), grouped(service.packets()));
        final long sent = service.backends().stream()
                .mapToLong(Report.BackendCount::packets)
                .sum();
        for (final Report.BackendCount backend : service.backends()) {
            out.printf(COUNT, backend.backend().address(), grouped(backend.packets()), share(backend.packets(), sent));
        }
    }

    /** What a port lost before we saw it, or after we had handed it over. */
    private void printLosses(final DeviceCounts.PortCount port) {
        printLoss(
                port.id(),
                "missed, its receive queue was full",
                port.statistics().rxMissed());
        printLoss(port.id(), "missed, there was no mbuf", port.statistics().rxNoMbuf());
        printLoss(port.id(), "received damaged", port.statistics().rxErrors());
        printLoss(port.id(), "not sent", port.statistics().txErrors());
    }

    private void printLoss(final int port, final String what, final long packets) {
        if (packets > 0) {
            out.printf(TOTAL, "port %d: %s".formatted(port, what), grouped(packets));
        }
    }

    private static String place(final Service service) {
        return "%s %s/%s, %s"
                .formatted(
                        service.endpoint().vipText(),
                        lower(service.protocol()),
                        service.endpoint().ports(),
                        lower(service.mode()));
    }

    private static String shortened(final String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST_NAME) {
            return name;
        }
        return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 3)) + "...";
    }

    private static String name(final Verdict verdict) {
        return verdict.isDrop() ? "dropped: " + verdict.text() : verdict.text();
    }

    static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String grouped(final long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String share(final long part, final long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
