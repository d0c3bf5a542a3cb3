package io.guideway.bench.steady;

import io.guideway.bench.change.ChangingSite;
import io.guideway.bench.forward.Machine;
import io.guideway.cli.HalfFlags;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, for people and for programs. */
record SteadyReport(ChangingSite site, int cpu, Steadiness.Plan plan, Steadiness steadiness, Machine machine) {
    private static final double MILLION = 1e6;

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(site.text());
        out.printf(
                Locale.ROOT,
                "%.1f minutes after %.0f s to warm up, %d changes a minute, one worker on CPU %d at %.1f Mpps: %s%n",
                plan.minutes(),
                plan.warmUpSeconds(),
                plan.changesPerMinute(),
                cpu,
                mpps(),
                machine.hardware());
        out.printf("the forwarder's JVM: %s%n%n", String.join(" ", HalfFlags.FORWARDER));
        print(out, "while warming up", steadiness.warmUp());
        print(out, "after that", steadiness.collections());
        out.printf("%n%10s %10s %14s %14s%n", "s", "changes", "heap used MiB", "resident MiB");
        for (final Reading reading : steadiness.readings()) {
            out.printf(
                    Locale.ROOT,
                    "%10.0f %10d %14.1f %14.1f%n",
                    reading.seconds(),
                    reading.changes(),
                    reading.usedMib(),
                    reading.residentMib());
        }
        out.printf(Locale.ROOT, "%n%-28s %14.1f%n", "heap, KiB a change", steadiness.kibPerChange());
        out.printf(
                "%-28s %14d%n",
                "packets taken from the port", steadiness.counters().taken());
        out.printf(
                "%-28s %14d%n", "  received, by verdicts", steadiness.counters().received());
        out.printf("%-28s %14d%n", "  forwarded", steadiness.counters().forwarded());
        steadiness.counters().drops().forEach((reason, frames) -> out.printf("%-28s %14d%n", "  " + reason, frames));
        out.flush();
    }

    private static void print(final PrintWriter out, final String when, final List<Collection> collections) {
        out.printf("collections %s: %d%n", when, collections.size());
        for (final Collection one : collections) {
            out.printf(
                    Locale.ROOT,
                    "  at %.1f s: %s, %d to %d MiB in %.1f ms%n",
                    one.seconds(),
                    one.what(),
                    one.beforeMib(),
                    one.afterMib(),
                    one.tookMs());
        }
    }

    /** Of the whole life of the forwarder, but for its start. */
    private double mpps() {
        return steadiness.counters().received() / (steadiness.last().seconds() + plan.warmUpSeconds()) / MILLION;
    }

    /** One object: arguments, then figures, then the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("services", site.services());
        json.put("backends", site.backends());
        json.put("weights", site.mixedWeights() ? "mixed" : "even");
        json.put("table_size", site.tableSize());
        json.put("cpu", cpu);
        json.put("minutes", plan.minutes());
        json.put("warm_up_seconds", plan.warmUpSeconds());
        json.put("changes_per_minute", plan.changesPerMinute());
        json.put("changes", steadiness.last().changes());
        json.put("mpps", mpps());
        put(json.putArray("warm_up_collections"), steadiness.warmUp());
        put(json.putArray("collections"), steadiness.collections());
        final ArrayNode readings = json.putArray("readings");
        for (final Reading reading : steadiness.readings()) {
            readings.addObject()
                    .put("seconds", reading.seconds())
                    .put("changes", reading.changes())
                    .put("heap_used_mib", reading.usedMib())
                    .put("resident_mib", reading.residentMib());
        }
        json.put("kib_per_change", steadiness.kibPerChange());
        json.put("taken", steadiness.counters().taken());
        json.put("received", steadiness.counters().received());
        json.put("forwarded", steadiness.counters().forwarded());
        final ObjectNode drops = json.putObject("drops");
        steadiness.counters().drops().forEach(drops::put);
        final ArrayNode flags = json.putArray("forwarder_flags");
        HalfFlags.FORWARDER.forEach(flags::add);
        machine.put(json);
        return json;
    }

    private static void put(final ArrayNode array, final List<Collection> collections) {
        for (final Collection one : collections) {
            array.addObject()
                    .put("seconds", one.seconds())
                    .put("what", one.what())
                    .put("before_mib", one.beforeMib())
                    .put("after_mib", one.afterMib())
                    .put("took_ms", one.tookMs());
        }
    }
}
