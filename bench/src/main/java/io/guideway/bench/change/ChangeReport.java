package io.guideway.bench.change;

import io.guideway.bench.change.ChangingSite.Kind;
import io.guideway.bench.forward.Machine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured, for people and for programs.
 *
 * @param cpu of the worker
 * @param cold the changes of a young forwarder, at least one
 * @param warm those after them, at least one
 * @param packets that the forwarder received in all
 * @param seconds that it took them
 */
record ChangeReport(
        ChangingSite site,
        int cpu,
        List<Change> cold,
        List<Change> warm,
        long packets,
        double seconds,
        Machine machine) {
    private static final double NS_A_MS = 1e6;
    private static final double MILLION = 1e6;

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(site.text());
        out.printf(
                Locale.ROOT,
                "%d changes after %d to warm up, one worker on CPU %d at %.1f Mpps: %s%n",
                warm.size(),
                cold.size(),
                cpu,
                mpps(),
                machine.hardware());
        out.printf("%s%n%n", machine.jvm());
        out.printf("%-28s %9s %9s %9s %9s%n", "ms", "least", "median", "99 %", "most");
        parts().forEach((name, times) -> out.printf("%-28s %s%n", name, times.text()));
        kinds().forEach((kind, times) -> out.printf("%-28s %s%n", "a backend " + kind, times.text()));
        out.printf("%-28s %s%n", "while warming up", coldTimes().text());
        out.printf(Locale.ROOT, "%-28s %9.2f%n", "the very first", firstMs());
        out.flush();
    }

    /** All warm changes: the whole, and what it is made of. */
    private Map<String, Times> parts() {
        final Map<String, Times> parts = new LinkedHashMap<>();
        parts.put("decision to acknowledgement", Times.of(warm, Change::totalNs));
        parts.put("  build and adoption", Times.of(warm, Change::adoptedNs));
        parts.put("  digest, wire both ways", Times.of(warm, Change::restNs));
        return parts;
    }

    private Map<String, Times> kinds() {
        final Map<String, Times> kinds = new LinkedHashMap<>();
        for (final Kind kind : Kind.values()) {
            final List<Change> some =
                    warm.stream().filter(change -> change.kind() == kind).toList();
            if (!some.isEmpty()) {
                kinds.put(kind.text(), Times.of(some, Change::totalNs));
            }
        }
        return kinds;
    }

    private Times coldTimes() {
        return Times.of(cold, Change::totalNs);
    }

    private double firstMs() {
        return cold.getFirst().totalNs() / NS_A_MS;
    }

    private double mpps() {
        return packets / seconds / MILLION;
    }

    /** One object: arguments, then figures in milliseconds, then the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("services", site.services());
        json.put("backends", site.backends());
        json.put("weights", site.mixedWeights() ? "mixed" : "even");
        json.put("table_size", site.tableSize());
        json.put("cpu", cpu);
        json.put("changes", warm.size());
        json.put("warm_up", cold.size());
        json.put("mpps", mpps());
        Times.of(warm, Change::totalNs).put(json, "total_ms");
        Times.of(warm, Change::adoptedNs).put(json, "adopted_ms");
        Times.of(warm, Change::restNs).put(json, "rest_ms");
        kinds().forEach((kind, times) -> times.put(json, kind + "_ms"));
        coldTimes().put(json, "cold_ms");
        json.put("first_ms", firstMs());
        machine.put(json);
        return json;
    }
}
