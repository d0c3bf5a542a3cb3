package io.guideway.bench.forward;

import io.guideway.flow.RecordCounter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a packet costs in a flood and without, for people and for programs.
 *
 * @param milliseconds of a run
 * @param cpu that all runs were bound to
 */
record FloodForwardReport(
        Scenario scenario, FloodPlan plan, int milliseconds, int cpu, FloodComparison figures, Machine machine) {

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(scenario.text());
        out.println(plan.text());
        out.printf(
                "%d pairs of runs of %d ms on CPU %d: %s%n",
                figures.forwarding().size(), milliseconds, cpu, machine.hardware());
        out.printf("%s%n%n", machine.jvm());
        out.printf("%-22s %8s %8s %8s%n", "ns/packet", "median", "least", "most");
        print(out, "quiet", FloodComparison.quiet(figures.forwarding()));
        print(out, "flooded", FloodComparison.flooded(figures.forwarding()));
        print(out, "source, quiet", FloodComparison.quiet(figures.source()));
        print(out, "source, flooded", FloodComparison.flooded(figures.source()));
        print(out, "flooded / quiet", FloodComparison.ratio(figures.forwarding()));
        out.printf(Locale.ROOT, "%-22s %8.2f%n%n", "less the source", figures.ownRatio());
        final Map<RecordCounter, Long> counts = figures.records().counts();
        out.printf(
                "records: %d embryonic and %d confirmed in %d places; %d evicted; refused %d (full), %d (source)%n",
                counts.get(RecordCounter.EMBRYONIC),
                counts.get(RecordCounter.CONFIRMED),
                figures.records().places(),
                counts.get(RecordCounter.EVICTED),
                counts.get(RecordCounter.REFUSED_FULL),
                counts.get(RecordCounter.REFUSED_SOURCE));
        out.flush();
    }

    private static void print(final PrintWriter out, final String name, final Spread spread) {
        out.printf(Locale.ROOT, "%-22s %8.2f %8.2f %8.2f%n", name, spread.median(), spread.least(), spread.most());
    }

    /** One object: arguments, then figures (medians, ends, the ratio of every pair), then records and the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        scenario.put(json);
        json.put("flood", plan.kind().text());
        json.put("flood_share", FloodPlan.OF_EIGHT / 8.0);
        json.put("track", plan.scopeText());
        json.put("pairs", figures.forwarding().size());
        json.put("seconds_per_run", milliseconds / 1e3);
        json.put("cpu", cpu);
        put(json, "quiet_ns", FloodComparison.quiet(figures.forwarding()));
        put(json, "flooded_ns", FloodComparison.flooded(figures.forwarding()));
        put(json, "source_quiet_ns", FloodComparison.quiet(figures.source()));
        put(json, "source_flooded_ns", FloodComparison.flooded(figures.source()));
        put(json, "flooded_by_quiet", FloodComparison.ratio(figures.forwarding()));
        json.put("flooded_by_quiet_own", figures.ownRatio());
        final ArrayNode pairs = json.putArray("flooded_by_quiet_pairs");
        figures.forwarding().forEach(pair -> pairs.add(pair.ratio()));
        json.put("places", figures.records().places());
        figures.records()
                .counts()
                .forEach((counter, n) -> json.put(counter.name().toLowerCase(Locale.ROOT), n));
        machine.put(json);
        return json;
    }

    private static void put(final ObjectNode json, final String name, final Spread spread) {
        json.put(name, spread.median());
        json.put(name + "_min", spread.least());
        json.put(name + "_max", spread.most());
    }
}
