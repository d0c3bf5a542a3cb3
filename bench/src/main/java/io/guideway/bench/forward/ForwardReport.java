package io.guideway.bench.forward;

import io.guideway.bench.forward.Comparison.Pair;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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
        out.printf(
                "%s, IPv%d, %d flows, %d services with %d %s, frames of %d octets, bursts of %d%n",
                mode(),
                scenario.ipv6() ? 6 : 4,
                scenario.flows(),
                scenario.services(),
                scenario.backends(),
                scenario.distinctBackends() ? "distinct backends each" : "backends each",
                scenario.frame(),
                scenario.burst());
        out.printf(
                "%d pairs of runs of %d ms on CPU %d: %s; %s; %s%n",
                figures.forwarding().size(), milliseconds, cpu, machine.cpu(), machine.dpdk(), machine.memory());
        out.printf("Java %s %s%n%n", machine.java(), String.join(" ", machine.jvmFlags()));
        out.printf("%-22s %8s %8s %8s %10s%n", "", "median", "least", "most", "ns/packet");
        print(out, "Java, Mpps", Comparison.java(figures.forwarding()));
        print(out, "C, Mpps", Comparison.c(figures.forwarding()));
        print(out, "source in Java, Mpps", Comparison.java(figures.source()));
        print(out, "source in C, Mpps", Comparison.c(figures.source()));
        final Spread ratio = Comparison.ratio(figures.forwarding());
        out.printf(Locale.ROOT, "%-22s %8.3f %8.3f %8.3f%n", "Java / C", ratio.median(), ratio.least(), ratio.most());
        out.flush();
    }

    private static void print(final PrintWriter out, final String name, final Spread mpps) {
        out.printf(
                Locale.ROOT,
                "%-22s %8.2f %8.2f %8.2f %10.2f%n",
                name,
                mpps.median(),
                mpps.least(),
                mpps.most(),
                NANOSECONDS_AT_ONE_MPPS / mpps.median());
    }

    /** One object: arguments, then figures (medians, ends, the ratio of every pair), then the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("mode", mode());
        json.put("family", scenario.ipv6() ? 6 : 4);
        json.put("flows", scenario.flows());
        json.put("backends", scenario.backends());
        json.put("services", scenario.services());
        json.put("distinct_backends", scenario.distinctBackends());
        json.put("burst", scenario.burst());
        json.put("frame", scenario.frame());
        json.put("pairs", figures.forwarding().size());
        json.put("seconds_per_run", milliseconds / 1e3);
        json.put("cpu", cpu);
        put(json, "java", Comparison.java(figures.forwarding()));
        put(json, "c", Comparison.c(figures.forwarding()));
        put(json, "java_source", Comparison.java(figures.source()));
        put(json, "c_source", Comparison.c(figures.source()));
        putRatio(json, figures.forwarding());
        json.put("cpu_model", machine.cpu());
        json.put("java", machine.java());
        final ArrayNode flags = json.putArray("jvm_flags");
        machine.jvmFlags().forEach(flags::add);
        json.put("dpdk", machine.dpdk());
        json.put("memory", machine.memory());
        return json;
    }

    private static void put(final ObjectNode json, final String name, final Spread mpps) {
        json.put(name + "_mpps", mpps.median());
        json.put(name + "_mpps_min", mpps.least());
        json.put(name + "_mpps_max", mpps.most());
        json.put(name + "_ns", NANOSECONDS_AT_ONE_MPPS / mpps.median());
    }

    private static void putRatio(final ObjectNode json, final List<Pair> pairs) {
        final Spread ratio = Comparison.ratio(pairs);
        json.put("ratio_median", ratio.median());
        json.put("ratio_min", ratio.least());
        json.put("ratio_max", ratio.most());
        final ArrayNode ratios = json.putArray("ratios");
        pairs.forEach(pair -> ratios.add(pair.ratio()));
    }

    private String mode() {
        return scenario.mode().name().toLowerCase(Locale.ROOT);
    }
}
