package io.guideway.bench.stall;

import io.guideway.bench.forward.Spread;
import io.guideway.bench.stall.JvmEvent.Kind;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, for programs. Times are in ns; when something was is told from Java's first round on. */
final class StallJson {
    private static final int LONGEST_TOLD = 32;

    private final StallReport report;
    private final long zeroNs;

    private StallJson(final StallReport report) {
        this.report = report;
        zeroNs = report.stalls().java().rounds().getFirst().startNs();
    }

    /** One object: conditions, then both sides, then what the JVM did, then the machine. */
    static ObjectNode of(final StallReport report) {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        report.conditions().put(json);
        final StallJson writer = new StallJson(report);
        writer.put(json.putObject("java_gaps"), report.stalls().java());
        writer.put(json.putObject("c_gaps"), report.stalls().c());
        writer.putAdded(json.putObject("java_adds"));
        writer.putEvents(json.putObject("jvm"));
        report.machine().put(json);
        return json;
    }

    private void put(final ObjectNode json, final Side side) {
        final Gaps gaps = side.gaps();
        json.put("seconds", side.seconds());
        json.put("gaps", gaps.count());
        putPercentiles(json, gaps);
        final ThreadUse use = side.use();
        json.put("waiting_ns", use.waitingNs());
        json.put("preemptions", use.preemptions());
        json.put("sleeps", use.sleeps());
        json.put("stolen_ms", use.stolenMs());
        final ArrayNode longest = json.putArray("longest");
        gaps.longest().stream().limit(LONGEST_TOLD).forEach(gap -> put(longest.addObject(), gap));
        final ArrayNode rounds = json.putArray("rounds");
        side.rounds().forEach(round -> put(rounds.addObject(), round));
    }

    private static void putPercentiles(final ObjectNode json, final Gaps gaps) {
        for (final double percentile : StallReport.PERCENTILES) {
            json.put("p" + percentile, gaps.percentileNs(percentile));
        }
        json.put("longest_ns", gaps.longestNs());
    }

    private void putAdded(final ObjectNode json) {
        for (final double percentile : StallReport.PERCENTILES) {
            put(json.putObject("p" + percentile), report.stalls().added(gaps -> gaps.percentileNs(percentile)));
        }
        put(json.putObject("longest_ns"), report.stalls().added(Gaps::longestNs));
    }

    private static void put(final ObjectNode json, final Spread added) {
        json.put("median", added.median());
        json.put("min", added.least());
        json.put("max", added.most());
    }

    private void put(final ObjectNode json, final Gap gap) {
        json.put("at_ns", gap.startNs() - zeroNs);
        json.put("ns", gap.lengthNs());
        final Optional<JvmEvent> cause = report.events().cause(gap);
        cause.ifPresent(event -> json.put("event", event.kind().text()).put("what", event.what()));
    }

    private void put(final ObjectNode json, final Round round) {
        json.put("at_ns", round.startNs() - zeroNs);
        json.put("mpps", round.rate().mpps());
        json.put("waiting_ns", round.use().waitingNs());
        json.put("stolen_ms", round.use().stolenMs());
        putPercentiles(json, round.gaps());
    }

    private void putEvents(final ObjectNode json) {
        for (final Kind kind : Kind.values()) {
            final JvmEvents some = report.during(kind);
            final ObjectNode one = json.putObject(kind.text());
            put(one, some);
            if (kind == Kind.SAFEPOINT || kind == Kind.HANDSHAKE) {
                final ObjectNode names = one.putObject("by_name");
                some.byName().forEach((name, events) -> put(names.putObject(name), events));
            }
        }
    }

    private void put(final ObjectNode json, final JvmEvents events) {
        json.put("times", events.count());
        json.put("total_ns", events.totalNs());
        json.put("longest_ns", events.longestNs());
        json.put("longest_reaching_ns", events.longestReachingNs());
        json.put("longest_gap_ns", events.longestGapNs(report.stalls().java().gaps()));
    }
}
