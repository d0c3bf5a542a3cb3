package io.guideway.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** JMH's own JSON ({@code -rf json}): an array with an object for each benchmark and setting. */
final class JmhResults {
    private static final String THROUGHPUT = "thrpt";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private JmhResults() {}

    static List<Result> of(final JsonNode json) {
        return json.valueStream().map(JmhResults::result).toList();
    }

    /** Of the first benchmark, as one command measures all of them in one kind of JVM. */
    static Map<String, String> conditions(final JsonNode json) {
        final Map<String, String> conditions = new TreeMap<>();
        for (final String name : List.of("vmName", "vmVersion", "jvmArgs")) {
            conditions.put(name, json.get(0).path(name).toString());
        }
        return conditions;
    }

    private static Result result(final JsonNode json) {
        final String mode = json.required("mode").asString();
        final JsonNode metric = json.required("primaryMetric");
        return new Result(
                new Result.Key(json.required("benchmark").asString(), mode, parameters(json)),
                metric.required("scoreUnit").asString(),
                mode.equals(THROUGHPUT),
                jvms(metric),
                metric.required("score").doubleValue(),
                allocation(json));
    }

    private static Map<String, String> parameters(final JsonNode json) {
        final Map<String, String> parameters = new TreeMap<>();
        json.path("params").forEachEntry((name, value) -> parameters.put(name, value.asString()));
        return parameters;
    }

    /** An array for each fork, with a number for each iteration; of sampled times, histograms stand there instead. */
    private static List<double[]> jvms(final JsonNode metric) {
        final JsonNode histograms = metric.path("rawDataHistogram");
        final JsonNode forks = histograms.isArray() ? histograms : metric.required("rawData");
        return forks.valueStream()
                .map(fork -> fork.valueStream()
                        .mapToDouble(histograms.isArray() ? JmhResults::mean : JsonNode::doubleValue)
                        .toArray())
                .toList();
    }

    /** Of pairs of a value and how often it came. */
    private static double mean(final JsonNode histogram) {
        double sum = 0;
        long count = 0;
        for (final JsonNode bar : histogram) {
            sum += bar.required(0).doubleValue() * bar.required(1).longValue();
            count += bar.required(1).longValue();
        }
        return sum / count;
    }

    /** Older versions put a middle dot before the names of profilers' metrics. */
    private static OptionalDouble allocation(final JsonNode json) {
        final JsonNode metrics = json.path("secondaryMetrics");
        return Stream.of(ALLOCATION, "·" + ALLOCATION)
                .map(metrics::path)
                .filter(JsonNode::isObject)
                .mapToDouble(metric -> metric.required("score").doubleValue())
                .findFirst();
    }
}
