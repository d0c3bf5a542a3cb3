package io.guideway.cli.operate;

import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Percentiles;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.WorkerStatus;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One picture of {@code top}: the node, what becomes of its packets, its workers, and its services, the busiest first, as far as
 * there is room. Rates are those between two samples.
 */
final class TopFrame {
    private static final int MOST_VERDICTS = 4;
    private static final int MOST_WORKERS = 4;
    private static final String VERDICT = "  %-48s %14s %14s";
    private static final String WORKER = "%6s %4s %8s %6s %6s %6s %6s  %6s %6s %6s %6s";
    private static final String SERVICE = "%-41s %-9s %7s %10s %9s";
    private static final double NS_A_US = 1000;

    private final Sample now;
    private final Rates rates;
    private final int columns;
    private final int rows;
    private final List<String> lines = new ArrayList<>();

    private TopFrame(final Sample before, final Sample now, final int columns, final int rows) {
        this.now = now;
        this.columns = columns;
        this.rows = rows;
        rates = new Rates(before, now);
    }

    /**
     * The lines of a picture.
     *
     * @param before an older sample of the same node
     * @param now the one to show
     * @param columns characters that a line may have
     * @param rows lines that there may be
     */
    static List<String> of(final Sample before, final Sample now, final int columns, final int rows) {
        final TopFrame frame = new TopFrame(before, now, columns, rows);
        frame.node();
        frame.verdicts();
        frame.workers();
        frame.services();
        return frame.bounded();
    }

    private void node() {
        final NodeStatus node = now.status();
        final String time =
                DateTimeFormatter.ofPattern("HH:mm:ss").format(now.at().atOffset(ZoneOffset.UTC));
        add("%s UTC  node %s%s", time, node.node(), node.unsaved() > 0 ? ", %d unsaved".formatted(node.unsaved()) : "");
        add("forwarder: %s", States.of(node.forwarder()));
    }

    private void verdicts() {
        add(VERDICT, "", "packets/s", "packets");
        add(
                VERDICT,
                "received",
                Line.scaled(rates.received()),
                Line.number(now.status().received(), 14));
        now.status().verdicts().keySet().stream()
                .sorted(Comparator.comparingDouble(verdict -> -rates.verdict(verdict)))
                .limit(MOST_VERDICTS)
                .forEach(verdict -> add(
                        VERDICT,
                        "  " + verdict,
                        Line.scaled(rates.verdict(verdict)),
                        Line.number(now.status().verdicts().get(verdict), 14)));
    }

    private void workers() {
        final List<WorkerStatus> workers = now.status().workers();
        if (workers.isEmpty()) {
            return;
        }
        add("");
        add("%22s%-29s%s", "", "a burst, us", "poll to poll, us");
        add(WORKER, "worker", "CPU", "pkts/s", "50%", "99%", "99.99%", "max", "50%", "99%", "99.99%", "max");
        workers.stream().limit(MOST_WORKERS).forEach(this::worker);
        if (workers.size() > MOST_WORKERS) {
            add("  and %d workers more", workers.size() - MOST_WORKERS);
        }
    }

    private void worker(final WorkerStatus worker) {
        final Percentiles burst = worker.burst();
        final Percentiles gap = worker.gap();
        add(
                WORKER,
                worker.worker(),
                worker.cpu(),
                Line.scaled(rates.worker(worker)),
                us(burst, burst.p50Ns()),
                us(burst, burst.p99Ns()),
                us(burst, burst.p9999Ns()),
                us(burst, burst.maxNs()),
                us(gap, gap.p50Ns()),
                us(gap, gap.p99Ns()),
                us(gap, gap.p9999Ns()),
                us(gap, gap.maxNs()));
    }

    private static String us(final Percentiles times, final long ns) {
        if (times.count() == 0) {
            return "-";
        }
        final double us = ns / NS_A_US;
        return us < 1000 ? String.format(Locale.ROOT, us < 10 ? "%.2f" : "%.1f", us) : Line.scaled(us);
    }

    private void services() {
        add("");
        add(SERVICE, "service, backend", "state", "weight", "packets/s", "bit/s");
        now.status().services().stream()
                .sorted(Comparator.comparingDouble(service -> -rates.packets(service)))
                .limit(rows)
                .forEach(this::service);
    }

    private void service(final ServiceStatus service) {
        add(
                SERVICE,
                Line.cut("%s  %s".formatted(service.service(), States.place(service)), 41),
                service.mode(),
                "",
                Line.scaled(rates.packets(service)),
                Line.scaled(rates.bits(service)));
        for (final BackendStatus backend :
                service.backends().stream().limit(rows).toList()) {
            add(
                    SERVICE,
                    "  " + backend.backend(),
                    States.of(backend),
                    backend.effective(),
                    Line.scaled(rates.packets(service, backend)),
                    Line.scaled(rates.bits(service, backend)));
        }
    }

    private void add(final String format, final Object... values) {
        lines.add(Line.fit(columns, format, values));
    }

    private List<String> bounded() {
        if (lines.size() <= rows) {
            return lines;
        }
        final List<String> shown = new ArrayList<>(lines.subList(0, rows - 1));
        shown.add(Line.cut("... and more; 'guideway status' shows all", columns));
        return shown;
    }
}
