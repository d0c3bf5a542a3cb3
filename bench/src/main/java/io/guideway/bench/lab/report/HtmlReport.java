package io.guideway.bench.lab.report;

import static io.guideway.bench.lab.report.Numbers.count;
import static io.guideway.bench.lab.report.Numbers.decimal;
import static io.guideway.bench.lab.report.Numbers.mpps;

import io.guideway.bench.lab.LabPlan;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.search.BackToBack;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A run for people: one page that needs nothing beside it. */
final class HtmlReport {
    private static final int PERCENT = 100;

    private final LabReport report;
    private final Html page;

    private HtmlReport(final LabReport report) {
        this.report = report;
        page = new Html("RFC 2544: Guideway by " + mode(report) + " over IPv"
                + (report.plan().ipv6() ? 6 : 4));
    }

    static String of(final LabReport report) {
        final HtmlReport html = new HtmlReport(report);
        html.summary();
        html.rates();
        html.latency();
        html.loss();
        html.bursts();
        html.generator();
        html.frames();
        new HtmlEnvironment(report, html.page).write();
        return html.page.finish();
    }

    private static String mode(final LabReport report) {
        return report.device().mode().name().toLowerCase(Locale.ROOT);
    }

    private void summary() {
        final LabPlan plan = report.plan();
        page.paragraph(
                "%s, %s minutes. %s flows with random source addresses and ports (RFC 4814, seed %s), %s backends; one"
                                .formatted(
                                        report.begin()
                                                        .toString()
                                                        .substring(0, 16)
                                                        .replace('T', ' ') + " UTC",
                                        decimal(report.took().toSeconds() / 60.0, 1),
                                        count(plan.flows()),
                                        plan.seed(),
                                        report.device().backends())
                        + " generator thread on CPU %s, the device's worker on CPU %s, linked by %s."
                                .formatted(
                                        plan.generatorCpu(),
                                        plan.deviceCpu(),
                                        report.environment().driver()));
        if (!plan.timing().conforming()) {
            page.warning(
                    "Not conforming to RFC 2544: trials of %s s where it wants 60, latency over %s s and %s trials where it wants"
                                    .formatted(
                                            decimal(plan.timing().trialSeconds(), 2),
                                            decimal(plan.timing().latencySeconds(), 2),
                                            plan.timing().latencyTrials())
                            + " 120 and 20, %s repetitions back-to-back where it wants 50. To try things out, not to quote."
                                    .formatted(plan.timing().burstTrials()));
        }
        Notices.of(report).forEach(page::warning);
    }

    private void rates() {
        page.heading("Throughput, NDR and PDR");
        page.paragraph(
                "Frame sizes are RFC 2544's, the checksum's four octets included. Throughput: the highest rate at which no frame"
                        + " is lost in a trial of %s s (section 26.1). NDR and PDR, after FD.io CSIT: the highest rates at which at"
                                .formatted(decimal(report.plan().timing().trialSeconds(), 2))
                        + " least half of %s trials of %s s lose nothing, and at most 0.5 %%. Each is searched for by bisection with"
                                .formatted(
                                        report.plan().timing().goalTrials(),
                                        decimal(report.plan().timing().goalSeconds(), 2))
                        + " the goals of MLRsearch (RFC 9971), down to bounds %s %% apart. Mpps are millions of frames a second"
                                .formatted(decimal(report.plan().resolution() * PERCENT, 2))
                        + " that came back at that rate; Gbit/s are those of the throughput with preamble and gap; ≥: no more could be offered.");
        final String line = decimal(report.yardstick(), 0) + " Gbit/s";
        page.table(
                List.of(
                        "frame",
                        "throughput, Mpps",
                        "Gbit/s",
                        "NDR, Mpps",
                        "PDR, Mpps",
                        "theory at " + line + ", Mpps",
                        "octets back",
                        "theory back, Mpps"),
                report.results().stream().map(this::rates).toList());
        page.paragraph(
                ("Theory is what a line of %s carries of these frames, and of the frames that come back: the device adds %s octets"
                                + " to each, and what comes back takes longer on the wire than what went.%s")
                        .formatted(
                                line,
                                report.device().addedOctets(),
                                report.line().isPresent()
                                        ? ""
                                        : " This link is shared memory and has no rate of its own, so %s is a yardstick only."
                                                .formatted(line)));
        page.raw(Charts.rates(report));
    }

    private List<String> rates(final SizeResult result) {
        return List.of(
                result.size().name(),
                Numbers.rate(result.throughput()),
                decimal(result.size().gigabits(result.throughput().forwarded(), 0), 2),
                Numbers.rate(result.ndr()),
                Numbers.rate(result.pdr()),
                mpps(result.size().lineRate(report.yardstick(), 0)),
                decimal(result.size().octets() + result.generator().growth(), 1),
                mpps(result.size().lineRate(report.yardstick(), report.device().addedOctets())));
    }

    private void latency() {
        page.heading("Latency");
        page.paragraph(
                "Microseconds from the moment at which the generator makes a burst until the sink takes the frame up, of"
                        + " every frame and not of one a trial (section 26.2); the generator's own way and the wait for its next look are"
                        + " in them. Loads are percent of the throughput.");
        final List<String> names = new ArrayList<>(List.of("frame", "load", "Mpps", "least"));
        names.addAll(Percentiles.ALL.keySet());
        names.addAll(List.of("most", "lost"));
        page.table(names, report.results().stream().flatMap(this::latency).toList());
        Charts.latency(report).forEach(page::raw);
    }

    private Stream<List<String>> latency(final SizeResult result) {
        return result.latency().stream().map(point -> latency(result, point));
    }

    private static List<String> latency(final SizeResult result, final LatencyAtLoad point) {
        final List<String> row = new ArrayList<>(List.of(
                result.size().name(),
                point.percent() + " %",
                mpps(point.offered()),
                decimal(point.nanoseconds().getMinValue() / 1e3, 1)));
        Percentiles.ALL.values().forEach(percentile -> row.add(decimal(point.microseconds(percentile), 1)));
        row.add(decimal(point.nanoseconds().getMaxValue() / 1e3, 1));
        row.add(count(point.lost()));
        return row;
    }

    private void loss() {
        page.heading("Frame loss");
        page.paragraph(
                "From the highest rate that could be offered down by tenths, until two loads in a row lose nothing"
                        + " (section 26.3). What a full link does not take counts as lost.");
        page.raw(Charts.loss(report));
        page.table(
                List.of("frame", "load", "offered, Mpps", "forwarded, Mpps", "sent", "lost", "loss"),
                report.results().stream()
                        .flatMap(result -> result.loss().stream().map(point -> loss(result, point)))
                        .toList());
    }

    private static List<String> loss(final SizeResult result, final LossCurve.Point point) {
        return List.of(
                result.size().name(),
                point.percent() + " %",
                mpps(point.offered()),
                mpps(point.forwarded()),
                count(point.sent()),
                count(point.lost()),
                decimal(point.lossRatio() * PERCENT, 4) + " %");
    }

    private void bursts() {
        page.heading("Back-to-back frames");
        page.paragraph(
                "The longest burst at the highest rate of which no frame is lost, at most %s s of it, over %s repetitions"
                                .formatted(
                                        decimal(report.plan().timing().burstSeconds(), 2),
                                        report.plan().timing().burstTrials())
                        + " (section 26.4; RFC 9004).");
        page.table(
                List.of("frame", "rate, Mpps", "median, frames", "mean", "least", "most"),
                report.results().stream().map(HtmlReport::bursts).toList());
    }

    private static List<String> bursts(final SizeResult result) {
        final BackToBack bursts = result.backToBack();
        return List.of(
                result.size().name(),
                mpps(bursts.rate()),
                (bursts.median() == bursts.longest() ? "≥ " : "") + count(bursts.median()),
                count(Math.round(bursts.mean())),
                count(bursts.least()),
                count(bursts.most()));
    }

    private void generator() {
        page.heading("The generator");
        page.paragraph(
                "Alone: frames a second that it sends to itself and receives at once. Offered: what the device was offered at"
                        + " the most, with hardly a slot missed; the generator's part in it is what it costs to share a link.");
        page.table(
                List.of("frame", "alone, Mpps", "offered at the most, Mpps", "bounded by", "was the limit"),
                report.results().stream()
                        .map(result -> List.of(
                                result.size().name(),
                                mpps(result.generator().alone()),
                                mpps(result.generator().most()),
                                result.generator().limit().name().toLowerCase(Locale.ROOT),
                                result.generatorWasTheLimit() ? "yes" : "no"))
                        .toList());
    }

    private void frames() {
        page.heading("Where the frames went");
        page.paragraph(
                "Over all %s trials, warm-up included: what generator and sink counted beside what the device counted."
                        .formatted(count(report.trials().size())));
        final List<List<String>> rows = new ArrayList<>(List.of(
                List.of("generator: into the link", count(report.frames().taken())),
                List.of("device: received", count(report.frames().device().received())),
                List.of("device: forwarded", count(report.frames().device().forwarded())),
                List.of("sink: out of the link", count(report.frames().arrived()))));
        report.frames()
                .device()
                .drops()
                .forEach((reason, frames) -> rows.add(List.of("device: dropped, " + reason, count(frames))));
        rows.add(List.of(
                "lost between generator and device", count(report.frames().lostBefore())));
        rows.add(List.of("lost between device and sink", count(report.frames().lostBehind())));
        for (final Numbers.Total total : Numbers.Total.values()) {
            rows.add(List.of(total.text(), count(total.of(report.trials()))));
        }
        page.table(List.of("", "frames"), rows);
    }
}
