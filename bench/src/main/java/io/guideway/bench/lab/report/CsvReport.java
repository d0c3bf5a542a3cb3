package io.guideway.bench.lab.report;

import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a run as files of comma-separated values (RFC 4180), a header line first. Rates are frames a second. */
final class CsvReport {
    private CsvReport() {}

    /** Files by their names. */
    static Map<String, String> of(final LabReport report) {
        final Map<String, String> files = new LinkedHashMap<>();
        final List<Map<String, Object>> rates = new ArrayList<>();
        final List<Map<String, Object>> latency = new ArrayList<>();
        final List<Map<String, Object>> loss = new ArrayList<>();
        final List<Map<String, Object>> bursts = new ArrayList<>();
        for (final SizeResult result : report.results()) {
            rates.add(rates(report, result));
            result.latency().forEach(point -> latency.add(latency(result, point)));
            result.loss().forEach(point -> loss.add(loss(result, point)));
            bursts.add(bursts(result));
        }
        files.put("rates.csv", Csv.of(rates));
        files.put("latency.csv", Csv.of(latency));
        files.put("frame-loss.csv", Csv.of(loss));
        files.put("back-to-back.csv", Csv.of(bursts));
        files.put(
                "trials.csv", Csv.of(report.trials().stream().map(TrialRow::of).toList()));
        return files;
    }

    private static Map<String, Object> rates(final LabReport report, final SizeResult result) {
        final Map<String, Object> row = row(result);
        row.put("octets", result.size().octets());
        row.put("octets_back", result.size().octets() + result.generator().growth());
        row.put("generator_alone", result.generator().alone());
        row.put("most_offered", result.generator().most());
        row.put("generator_was_the_limit", result.generatorWasTheLimit());
        for (final RateFound found : List.of(result.throughput(), result.ndr(), result.pdr())) {
            final String name = found.goal().name();
            row.put(name, found.forwarded());
            row.put(name + "_offered", found.offered());
            row.put(name + "_gbit", result.size().gigabits(found.forwarded(), 0));
        }
        row.put("theoretical", result.size().lineRate(report.yardstick(), 0));
        row.put(
                "theoretical_back",
                result.size().lineRate(report.yardstick(), report.device().addedOctets()));
        return row;
    }

    private static Map<String, Object> latency(final SizeResult result, final LatencyAtLoad point) {
        final Map<String, Object> row = row(result);
        row.put("percent", point.percent());
        row.put("rate", point.offered());
        row.put("frames", point.nanoseconds().getTotalCount());
        row.put("lost", point.lost());
        row.put("min_us", point.nanoseconds().getMinValue() / 1e3);
        row.put("mean_us", point.nanoseconds().getMean() / 1e3);
        Percentiles.ALL.forEach((name, percentile) -> row.put(name + "_us", point.microseconds(percentile)));
        row.put("max_us", point.nanoseconds().getMaxValue() / 1e3);
        return row;
    }

    private static Map<String, Object> loss(final SizeResult result, final LossCurve.Point point) {
        final Map<String, Object> row = row(result);
        row.put("percent", point.percent());
        row.put("rate", point.offered());
        row.put("sent", point.sent());
        row.put("lost", point.lost());
        row.put("loss_ratio", point.lossRatio());
        row.put("forwarded", point.forwarded());
        return row;
    }

    private static Map<String, Object> bursts(final SizeResult result) {
        final Map<String, Object> row = row(result);
        row.put("rate", result.backToBack().rate());
        row.put("repetitions", result.backToBack().bursts().size());
        row.put("longest_possible", result.backToBack().longest());
        row.put("median", result.backToBack().median());
        row.put("mean", result.backToBack().mean());
        row.put("min", result.backToBack().least());
        row.put("max", result.backToBack().most());
        return row;
    }

    private static Map<String, Object> row(final SizeResult result) {
        final Map<String, Object> row = new LinkedHashMap<>();
        row.put("size", result.size().name());
        return row;
    }
}
