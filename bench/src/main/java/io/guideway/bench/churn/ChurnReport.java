package io.guideway.bench.churn;

import io.guideway.bench.ProcessMemory;
import io.guideway.bench.change.ChangingSite;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, for people and for programs. */
record ChurnReport(ChangingSite site, Churn.Plan plan, int workers, Churn churn) {
    private static final double MS_A_SECOND = 1e3;
    private static final int PERCENT = 100;

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(site.text());
        out.printf(
                Locale.ROOT,
                "%d pairs of phases of %.1f s, without and with changes; %d workers between rings in memory%n%n",
                plan.pairs(),
                plan.phaseMs() / MS_A_SECOND,
                workers);
        out.printf(Locale.ROOT, "%-28s %10.1f%n", "changes a second", churn.changesPerSecond());
        out.printf(Locale.ROOT, "%-28s %10.3f%n", "Mpps without changes", churn.mpps(false));
        out.printf(Locale.ROOT, "%-28s %10.3f%n", "Mpps with changes", churn.mpps(true));
        out.printf(Locale.ROOT, "%-28s %10.3f%n", "ratio", churn.mpps(true) / churn.mpps(false));
        out.printf("%-28s %10d%n", "packets given", churn.sums().offered());
        out.printf("%-28s %10d%n", "  received, by verdicts", churn.sums().received());
        out.printf("%-28s %10d%n", "  forwarded", churn.sums().forwarded());
        out.printf("%-28s %10d%n", "  backend found right", churn.sums().checked());
        out.printf("%-28s %10s %10s %10s %10s %10s%n", "memory, MiB", "resident", "heap", "alive", "native", "blocks");
        for (int i = 0; i < churn.memory().size(); i++) {
            final ProcessMemory memory = churn.memory().get(i);
            out.printf(
                    Locale.ROOT,
                    "%-28s %10.0f %10.0f %10.1f %10.1f %10d%n",
                    "  at %d %%".formatted(percent(i)),
                    memory.residentMib(),
                    memory.heapMib(),
                    memory.usedMib(),
                    memory.blockMib(),
                    memory.blocks());
        }
        out.flush();
    }

    private int percent(final int quarter) {
        return PERCENT * quarter / (churn.memory().size() - 1);
    }

    /** One object: arguments, then figures. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("services", site.services());
        json.put("backends", site.backends());
        json.put("weights", site.mixedWeights() ? "mixed" : "even");
        json.put("table_size", site.tableSize());
        json.put("workers", workers);
        json.put("rate", plan.rate());
        json.put("pairs", plan.pairs());
        json.put("seconds_per_phase", plan.phaseMs() / MS_A_SECOND);
        json.put("changes_per_second", churn.changesPerSecond());
        json.put("quiet_mpps", churn.mpps(false));
        json.put("changing_mpps", churn.mpps(true));
        json.put("offered", churn.sums().offered());
        json.put("received", churn.sums().received());
        json.put("forwarded", churn.sums().forwarded());
        json.put("checked", churn.sums().checked());
        final ArrayNode memory = json.putArray("memory");
        churn.memory()
                .forEach(one -> memory.addObject()
                        .put("resident_mib", one.residentMib())
                        .put("heap_mib", one.heapMib())
                        .put("alive_mib", one.usedMib())
                        .put("native_mib", one.blockMib())
                        .put("native_blocks", one.blocks()));
        return json;
    }
}
