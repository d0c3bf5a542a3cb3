package io.guideway.bench.consistency;

import io.guideway.bench.chart.Chart;
import io.guideway.bench.chart.Point;
import io.guideway.bench.chart.Scale;
import io.guideway.bench.consistency.Outcome.Sample;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was counted, for people, for programs and for the eyes. */
record ConsistencyReport(Plan plan, List<Outcome> outcomes) {
    private static final double MS_A_MINUTE = 60_000;

    /** A table, and below it why flows of ours were broken. */
    void print(final PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d nodes, %d backends, %,d flows, %d changes, a node dies at every second one; seed %d%n%n",
                plan.nodes(),
                plan.backends(),
                plan.flows(),
                plan.changes(),
                plan.seed());
        out.printf("%-28s %-10s %12s %12s %12s%n", "scheme", "ECMP", "flows", "broken", "most records");
        outcomes.forEach(one -> print(out, one));
        out.flush();
    }

    private static void print(final PrintWriter out, final Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "%-28s %-10s %,12d %,12d %,12d%n",
                outcome.setting().text(),
                outcome.setting().ecmp().id(),
                outcome.flows(),
                outcome.broken(),
                outcome.mostRecords());
        outcome.reasons().forEach((reason, flows) -> out.printf(Locale.ROOT, "    %,d: %s%n", flows, reason.text()));
    }

    /** One object: arguments, then figures. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("nodes", plan.nodes());
        json.put("backends", plan.backends());
        json.put("flows", plan.flows());
        json.put("changes", plan.changes());
        json.put("table_size", plan.tableSize());
        json.put("silence_seconds", plan.silenceSeconds());
        json.put("loss", plan.loss());
        json.put("seed", plan.seed());
        final ArrayNode schemes = json.putArray("schemes");
        outcomes.forEach(one -> put(schemes.addObject(), one));
        return json;
    }

    private static void put(final ObjectNode json, final Outcome outcome) {
        json.put("name", outcome.setting().scheme().id());
        json.put("ecmp", outcome.setting().ecmp().id());
        if (outcome.setting().scheme() == Scheme.OURS) {
            json.put("drain_seconds", outcome.setting().drainSeconds());
        }
        json.put("flows", outcome.flows());
        json.put("broken", outcome.broken());
        json.put("packets", outcome.packets());
        json.put("most_records", outcome.mostRecords());
        json.put("words", outcome.words());
        final ObjectNode reasons = json.putObject("reasons");
        outcome.reasons().forEach((reason, flows) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), flows));
    }

    /** Flows broken over the time, but for the hash modulo N, which would dwarf the others. */
    Chart brokenChart() {
        return chart("Broken flows", "flows broken so far", Sample::broken, Scheme.MODULO);
    }

    /** Records over the time. */
    Chart recordsChart() {
        return chart(
                "Records on all nodes", "records", Sample::records, Scheme.MODULO, Scheme.MAGLEV, Scheme.MAGLEV_LOCAL);
    }

    private Chart chart(
            final String title, final String label, final ToLongFunction<Sample> figure, final Scheme... left) {
        Chart chart = Chart.of("%s: %d nodes, %d backends, %,d flows"
                        .formatted(title, plan.nodes(), plan.backends(), plan.flows()))
                .x("minutes", Scale.LINEAR)
                .y(label);
        for (final Outcome one : outcomes) {
            if (!List.of(left).contains(one.setting().scheme())) {
                final String name = "%s (%s)"
                        .formatted(one.setting().text(), one.setting().ecmp().id());
                chart = chart.series(name, points(one, figure));
            }
        }
        return chart;
    }

    private static List<Point> points(final Outcome outcome, final ToLongFunction<Sample> figure) {
        return outcome.samples().stream()
                .map(sample -> Point.of(sample.atMs() / MS_A_MINUTE, figure.applyAsLong(sample)))
                .collect(Collectors.toList());
    }
}
