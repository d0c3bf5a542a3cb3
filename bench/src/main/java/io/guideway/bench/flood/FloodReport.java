package io.guideway.bench.flood;

import io.guideway.flow.RecordCounter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found, for people and for programs. */
record FloodReport(Flood.Plan plan, List<Flood> floods) {

    /** Three tables: what became of connections, of records, and what a packet costs. */
    void print(final PrintWriter out) {
        out.printf(
                "%d connections before each flood of %d packets, %d thousand a second; %d places for records%n%n",
                plan.established(), plan.packets(), plan.packetsAMs(), plan.records());
        out.printf(
                "%-9s %-6s %11s %11s %6s %11s %9s %9s%n",
                "flood", "track", "packets", "honest", "lost", "old astray", "new", "astray");
        floods.forEach(flood -> connections(out, flood));
        out.printf(
                "%n%-9s %-6s %10s %10s %10s %10s %10s %10s%n",
                "records", "track", "embryonic", "confirmed", "evicted", "full", "source", "most");
        floods.forEach(flood -> records(out, flood));
        out.printf("%n%-9s %-6s %10s %10s %10s%n", "ns/packet", "track", "quiet", "flood", "ratio");
        floods.forEach(flood -> times(out, flood));
        out.println();
        floods.stream()
                .map(Flood::kind)
                .distinct()
                .forEach(kind -> out.printf("%-9s %s%n", kind.text(), kind.meaning()));
        out.flush();
    }

    private static void connections(final PrintWriter out, final Flood flood) {
        out.printf(
                "%-9s %-6s %11d %11d %6d %11d %9d %9d%n",
                flood.kind().text(),
                flood.scopeText(),
                flood.floodPackets(),
                flood.honestPackets(),
                flood.lost(),
                flood.astray(),
                flood.newConnections(),
                flood.newAstray());
    }

    private static void records(final PrintWriter out, final Flood flood) {
        out.printf(
                "%-9s %-6s %10d %10d %10d %10d %10d %10d%n",
                flood.kind().text(),
                flood.scopeText(),
                flood.records().get(RecordCounter.EMBRYONIC),
                flood.records().get(RecordCounter.CONFIRMED),
                flood.records().get(RecordCounter.EVICTED),
                flood.records().get(RecordCounter.REFUSED_FULL),
                flood.records().get(RecordCounter.REFUSED_SOURCE),
                flood.mostRecords());
    }

    private static void times(final PrintWriter out, final Flood flood) {
        out.printf(
                Locale.ROOT,
                "%-9s %-6s %10.0f %10.0f %10.2f%n",
                flood.kind().text(),
                flood.scopeText(),
                flood.nsQuiet(),
                flood.nsFlood(),
                flood.nsFlood() / flood.nsQuiet());
    }

    /** One object: arguments, then an array of floods. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("established", plan.established());
        json.put("packets_per_ms", plan.packetsAMs());
        json.put("records", plan.records());
        final ArrayNode all = json.putArray("floods");
        floods.forEach(flood -> put(all.addObject(), flood));
        return json;
    }

    private static void put(final ObjectNode json, final Flood flood) {
        json.put("kind", flood.kind().text());
        json.put("scope", flood.scopeText());
        json.put("flood_packets", flood.floodPackets());
        json.put("honest_packets", flood.honestPackets());
        json.put("lost", flood.lost());
        json.put("established", flood.established());
        json.put("astray", flood.astray());
        json.put("new_connections", flood.newConnections());
        json.put("new_astray", flood.newAstray());
        json.put("places", flood.places());
        json.put("most_records", flood.mostRecords());
        flood.records().forEach((counter, count) -> json.put(counter.name().toLowerCase(Locale.ROOT), count));
        json.put("ns_quiet", flood.nsQuiet());
        json.put("ns_flood", flood.nsFlood());
    }
}
