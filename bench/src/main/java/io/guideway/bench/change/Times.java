package io.guideway.bench.change;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/** How long something took each time, in milliseconds. At least once. */
record Times(double least, double median, double p99, double most) {
    private static final double NS_A_MS = 1e6;

    /** Of all of these. */
    static Times of(final Collection<Change> changes, final ToLongFunction<Change> nanoseconds) {
        final long[] sorted = changes.stream().mapToLong(nanoseconds).sorted().toArray();
        return new Times(at(sorted, 0), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(final long[] sorted, final double part) {
        return sorted[(int) Math.ceil(part * (sorted.length - 1))] / NS_A_MS;
    }

    /** The four in columns. */
    String text() {
        return String.format(Locale.ROOT, "%9.2f %9.2f %9.2f %9.2f", least, median, p99, most);
    }

    void put(final ObjectNode json, final String name) {
        final ObjectNode times = json.putObject(name);
        times.put("least", least);
        times.put("median", median);
        times.put("p99", p99);
        times.put("most", most);
    }
}
