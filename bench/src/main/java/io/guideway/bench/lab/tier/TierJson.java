package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.tier.Event.Kind;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs: one JSON object, in one line. */
final class TierJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private TierJson() {}

    static String of(final TierReport report) {
        final ObjectNode root = plan(report.plan());
        final ArrayNode steps = root.putArray("steps");
        report.steps().forEach(result -> steps.add(step(result)));
        final ObjectNode connections = root.putObject("connections");
        for (final Kind kind : Kind.values()) {
            connections.put(
                    kind.name().toLowerCase(Locale.ROOT), report.account().count(kind));
        }
        root.put("messages", report.account().messages());
        root.put("octets", report.account().octets());
        root.put("together_ms", report.togetherMs());
        root.put("false_downs", report.falseDowns());
        final ArrayNode problems = root.putArray("problems");
        report.problems().forEach(problems::add);
        return JSON.writeValueAsString(root.put("seconds", report.seconds()));
    }

    private static ObjectNode plan(final TierPlan plan) {
        return JSON.createObjectNode()
                .put("nodes", plan.nodes())
                .put("backends", TierPlan.BACKENDS)
                .put("connections_at_a_time", plan.connections())
                .put("drain_seconds", plan.drain().toSeconds())
                .put("replication", plan.replicates());
    }

    private static ObjectNode step(final StepResult result) {
        final ObjectNode step = JSON.createObjectNode()
                .put("name", result.step().name())
                .put("connections", result.connections())
                .put("begun", result.begun())
                .put("broken", result.broken().size())
                .put("on_crashed_backend", result.onCrashedBackend())
                .put("unopened", result.unopened())
                .put("seconds", seconds(result.step(), result.step().endNs()));
        final ArrayNode breaks = step.putArray("breaks");
        for (final Event event : result.broken()) {
            breaks.addObject()
                    .put("connection", event.connection())
                    .put("port", event.port())
                    .put("backend", event.backend())
                    .put("reason", event.reason())
                    .put("unanswered_after", seconds(result.step(), event.sinceNs()))
                    .put("told_after", seconds(result.step(), event.atNs()));
        }
        return step;
    }

    /** From the step's begin. */
    private static double seconds(final Step step, final long nanos) {
        return Math.round((nanos - step.beginNs()) / 1e6) / 1e3;
    }
}
