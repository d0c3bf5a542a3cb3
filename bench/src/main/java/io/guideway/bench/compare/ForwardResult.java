package io.guideway.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The output of {@code bench forward --json}: Java's rate by C's of every pair, measured in one JVM. */
final class ForwardResult {
    private static final List<String> SETTINGS =
            List.of("mode", "family", "flows", "backends", "services", "burst", "frame");

    /** Told since there is a choice; before that it was false. */
    private static final String DISTINCT_BACKENDS = "distinct_backends";

    private static final List<String> CONDITIONS = List.of("cpu_model", "java", "jvm_flags", "dpdk", "memory");

    private ForwardResult() {}

    static boolean is(final JsonNode json) {
        return json.path("ratios").isArray();
    }

    static Result of(final JsonNode json) {
        final Map<String, String> settings = picked(json, SETTINGS);
        settings.put(
                DISTINCT_BACKENDS, Boolean.toString(json.path(DISTINCT_BACKENDS).asBoolean(false)));
        return new Result(
                new Result.Key("forward", "ratio", settings),
                "Java / C",
                true,
                List.of(json.get("ratios")
                        .valueStream()
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray()),
                json.required("ratio_median").doubleValue(),
                OptionalDouble.empty());
    }

    static Map<String, String> conditions(final JsonNode json) {
        return picked(json, CONDITIONS);
    }

    private static Map<String, String> picked(final JsonNode json, final List<String> names) {
        final Map<String, String> values = new TreeMap<>();
        for (final String name : names) {
            final JsonNode value = json.required(name);
            values.put(name, value.isString() ? value.asString() : value.toString());
        }
        return values;
    }
}
