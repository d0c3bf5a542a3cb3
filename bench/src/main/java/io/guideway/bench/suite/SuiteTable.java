package io.guideway.bench.suite;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results as a table for people, group by group. */
final class SuiteTable {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Collection<RunResult> results;

    SuiteTable(final Collection<RunResult> results) {
        this.results = results;
    }

    void print(final PrintWriter out) {
        final int width = results.stream()
                .mapToInt(result -> label(result).length())
                .max()
                .orElse(0);
        for (final Group group : Group.values()) {
            final List<RunResult> some = results.stream()
                    .filter(result -> Group.of(result.getParams().getBenchmark())
                            .filter(group::equals)
                            .isPresent())
                    .toList();
            if (!some.isEmpty()) {
                out.printf(
                        "%n%-" + width + "s %12s %12s %-6s %10s%n",
                        group.label(),
                        "score",
                        "+- 99.9 %",
                        "unit",
                        "B/op");
                some.forEach(result -> print(out, width, result));
            }
        }
        out.flush();
    }

    private static void print(final PrintWriter out, final int width, final RunResult result) {
        final Result<?> score = result.getPrimaryResult();
        out.printf(
                Locale.ROOT,
                "%-" + width + "s %12.3f %12s %-6s %10s%n",
                label(result),
                score.getScore(),
                Double.isNaN(score.getScoreError()) ? "-" : String.format(Locale.ROOT, "%.3f", score.getScoreError()),
                score.getScoreUnit(),
                allocation(result));
    }

    private static String allocation(final RunResult result) {
        final Result<?> octets = result.getSecondaryResults().get(ALLOCATION);
        return octets == null ? "-" : String.format(Locale.ROOT, "%.3f", octets.getScore());
    }

    /** Class and method, and what it was set to. */
    private static String label(final RunResult result) {
        final BenchmarkParams params = result.getParams();
        final String[] parts = params.getBenchmark().split("\\.");
        final Map<String, String> settings = new TreeMap<>();
        params.getParamsKeys().forEach(key -> settings.put(key, params.getParam(key)));
        final String name = parts[parts.length - 2].replace("Benchmark", "") + "." + parts[parts.length - 1];
        return settings.isEmpty() ? name : name + " " + settings;
    }
}
