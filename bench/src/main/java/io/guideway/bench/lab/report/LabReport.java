package io.guideway.bench.lab.report;

import io.guideway.bench.lab.Conservation;
import io.guideway.bench.lab.Environment;
import io.guideway.bench.lab.LabPlan;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.TrialLog;
import io.guideway.bench.lab.device.DeviceSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that a run found, and all that it takes to run it again.
 *
 * @param line gigabits a second that were not exceeded; empty: a virtual link without a rate
 * @param yardstick gigabits a second that theoretical rates are told for
 * @param results by the order of the sizes
 * @param trials every one
 * @param frames whether what was counted on all sides agrees
 */
public record LabReport(
        LabPlan plan,
        DeviceSetup device,
        OptionalDouble line,
        double yardstick,
        List<SizeResult> results,
        List<TrialLog.Entry> trials,
        Conservation frames,
        Environment environment,
        Instant begin,
        Duration took) {
    /** Takes copies. */
    public LabReport {
        results = List.copyOf(results);
        trials = List.copyOf(trials);
    }

    /** Writes {@code report.html}, {@code report.json} and the CSV files; the directory is made where it is missing. */
    public void write(final Path directory) throws IOException {
        Files.createDirectories(directory);
        for (final Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private Map<String, String> files() {
        final Map<String, String> files = new LinkedHashMap<>();
        files.put("report.html", HtmlReport.of(this));
        files.put("report.json", JsonReport.of(this).toPrettyString() + "\n");
        files.putAll(CsvReport.of(this));
        return files;
    }

    /** Trials that the generator itself has spoilt. */
    long spoiltTrials() {
        return trials.stream().filter(TrialLog.Entry::spoilt).count();
    }
}
