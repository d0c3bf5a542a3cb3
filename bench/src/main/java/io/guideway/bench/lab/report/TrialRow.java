package io.guideway.bench.lab.report;

import io.guideway.bench.lab.TrialLog;
import java.util.LinkedHashMap;
import java.util.Map;

/** One trial as a row of the CSV file and as an object in JSON: the same names and values in both. */
final class TrialRow {
    private TrialRow() {}

    static Map<String, Object> of(final TrialLog.Entry trial) {
        final Map<String, Object> row = new LinkedHashMap<>();
        row.put("size", trial.size());
        row.put("purpose", trial.purpose());
        row.put("rate", trial.offered());
        row.put("seconds", trial.seconds());
        row.put("sent", trial.sent());
        row.put("received", trial.received());
        row.put("lost", trial.lost());
        row.put("refused_by_link", trial.refused());
        row.put("duplicates", trial.duplicates());
        row.put("reordered", trial.reordered());
        row.put("overtaken", trial.overtaken());
        row.put("stale", trial.stale());
        row.put("foreign", trial.foreign());
        row.put("slots_missed", trial.missed());
        row.put("spoilt", trial.spoilt());
        row.put("generator_pause_us", trial.longestPauseNs() / 1e3);
        row.put("p50_us", trial.p50Ns() / 1e3);
        row.put("p99_us", trial.p99Ns() / 1e3);
        row.put("max_us", trial.maxNs() / 1e3);
        return row;
    }
}
