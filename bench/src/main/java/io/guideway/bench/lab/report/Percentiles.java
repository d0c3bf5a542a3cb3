package io.guideway.bench.lab.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The percentiles of latency that are told, by their names. */
final class Percentiles {
    static final Map<String, Double> ALL;

    static {
        final Map<String, Double> all = new LinkedHashMap<>();
        all.put("p50", 50.0);
        all.put("p90", 90.0);
        all.put("p99", 99.0);
        all.put("p99.9", 99.9);
        all.put("p99.99", 99.99);
        ALL = Collections.unmodifiableMap(all);
    }

    private Percentiles() {}
}
