package io.guideway.bench.forward;

import io.guideway.bench.forward.Comparison.Pair;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured, for people and for programs.
 *
 * @param milliseconds of a run
 * @param cpu that all runs were bound to
 */
record ForwardReport(Scenario scenario, int milliseconds, int cpu, Comparison figures, Machine machine) {
    private static final double NANOSECONDS_AT_ONE_MPPS = 1e3;

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(scenario.text());
        out.printf(
                "%d pairs of runs of %d ms on CPU %d: %s%n",
                figures.forwarding().size(), milliseconds, cpu, machine.hardware());
        out.printf("%s%n%n", machine.jvm());
        out.printf("%-22s %8s %8s %8s %10s%n", "", "median", "least", "most", "ns/packet");
        printRate(out, "Java, Mpps", Comparison.java(figures.forwarding()));
        printRate(out, "C, Mpps", Comparison.c(figures.forwarding()));
        printRate(out, "source in Java, Mpps", Comparison.java(figures.source()));
        printRate(out, "source in C, Mpps", Comparison.c(figures.source()));
        events().forEach((name, spread) -> print(out, name, spread));
        if (events().isEmpty()) {
            out.println("cycles and instructions a packet: this machine offers no counters");
        }
        final Spread ratio = Comparison.ratio(figures.forwarding());
        out.printf(Locale.ROOT, "%-22s %8.3f %8.3f %8.3f%n", "Java / C", ratio.median(), ratio.least(), ratio.most());
        out.flush();
    }

    private static void printRate(final PrintWriter out, final String name, final Spread mpps) {
        out.printf(
                Locale.ROOT,
                "%-22s %8.2f %8.2f %8.2f %10.2f%n",
                name,
                mpps.median(),
                mpps.least(),
                mpps.most(),
                NANOSECONDS_AT_ONE_MPPS / mpps.median());
    }

    private static void print(final PrintWriter out, final String name, final Spread spread) {
        out.printf(Locale.ROOT, "%-22s %8.1f %8.1f %8.1f%n", name, spread.median(), spread.least(), spread.most());
    }

    /** What the processor counted a packet, by the name for people; empty where it offers nothing. */
    private Map<String, Spread> events() {
        final Map<String, Spread> events = new LinkedHashMap<>();
        put(events, "Java, cycles/packet", Pair::java, EventCounts::cycles);
        put(events, "Java, instructions", Pair::java, EventCounts::instructions);
        put(events, "C, cycles/packet", Pair::c, EventCounts::cycles);
        put(events, "C, instructions", Pair::c, EventCounts::instructions);
        return events;
    }

    private void put(
            final Map<String, Spread> events,
            final String name,
            final Function<Pair, Run> side,
            final ToLongFunction<EventCounts> event) {
        Comparison.perPacket(figures.forwarding(), side, event).ifPresent(spread -> events.put(name, spread));
    }

    /** One object: arguments, then figures (medians, ends, the ratio of every pair), then the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        scenario.put(json);
        json.put("pairs", figures.forwarding().size());
        json.put("seconds_per_run", milliseconds / 1e3);
        json.put("cpu", cpu);
        put(json, "java", Comparison.java(figures.forwarding()));
        put(json, "c", Comparison.c(figures.forwarding()));
        put(json, "java_source", Comparison.java(figures.source()));
        put(json, "c_source", Comparison.c(figures.source()));
        putRatio(json, figures.forwarding());
        // Absent where the machine offers no counters.
        putEvents(json, "java", Pair::java);
        putEvents(json, "c", Pair::c);
        machine.put(json);
        return json;
    }

    private static void put(final ObjectNode json, final String name, final Spread mpps) {
        json.put(name + "_mpps", mpps.median());
        json.put(name + "_mpps_min", mpps.least());
        json.put(name + "_mpps_max", mpps.most());
        json.put(name + "_ns", NANOSECONDS_AT_ONE_MPPS / mpps.median());
    }

    private void putEvents(final ObjectNode json, final String name, final Function<Pair, Run> side) {
        Comparison.perPacket(figures.forwarding(), side, EventCounts::cycles)
                .ifPresent(spread -> json.put(name + "_cycles", spread.median()));
        Comparison.perPacket(figures.forwarding(), side, EventCounts::instructions)
                .ifPresent(spread -> json.put(name + "_instructions", spread.median()));
    }

    private static void putRatio(final ObjectNode json, final List<Pair> pairs) {
        final Spread ratio = Comparison.ratio(pairs);
        json.put("ratio_median", ratio.median());
        json.put("ratio_min", ratio.least());
        json.put("ratio_max", ratio.most());
        final ArrayNode ratios = json.putArray("ratios");
        pairs.forEach(pair -> ratios.add(pair.ratio()));
    }
}
