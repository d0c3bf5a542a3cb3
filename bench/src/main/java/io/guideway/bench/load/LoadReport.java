package io.guideway.bench.load;

import io.guideway.bench.forward.Machine;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured, for people and for programs.
 *
 * @param fileOctets length of the file
 */
record LoadReport(LargeSite site, long fileOctets, Loading loading, Machine machine) {
    private static final double NS_A_SECOND = 1e9;
    private static final double MIB = 1 << 20;

    /** A few lines. */
    void print(final PrintWriter out) {
        out.println(site.text());
        out.printf(Locale.ROOT, "a file of %.1f MiB: %s%n", fileOctets / MIB, machine.hardware());
        out.printf("%s%n%n", machine.jvm());
        row(out, "read, schema, sense", loading.readNs());
        row(out, "DPDK and worker", loading.startNs());
        row(out, "tables and adoption", loading.adoptNs());
        row(out, "file to forwarding", loading.totalNs());
        out.printf(
                Locale.ROOT,
                "%-22s %8.0f MiB, %.0f of them the heap; %.0f before%n",
                "memory",
                loading.after().residentMib(),
                loading.after().heapMib(),
                loading.before().residentMib());
        out.flush();
    }

    private static void row(final PrintWriter out, final String name, final long nanoseconds) {
        out.printf(Locale.ROOT, "%-22s %8.2f s%n", name, nanoseconds / NS_A_SECOND);
    }

    /** One object: arguments, then figures, then the machine. */
    ObjectNode json() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("services", site.services());
        json.put("backends", site.backends());
        json.put("shared", site.shared());
        json.put("file_octets", fileOctets);
        json.put("read_s", loading.readNs() / NS_A_SECOND);
        json.put("start_s", loading.startNs() / NS_A_SECOND);
        json.put("adopt_s", loading.adoptNs() / NS_A_SECOND);
        json.put("total_s", loading.totalNs() / NS_A_SECOND);
        json.put("resident_mib", loading.after().residentMib());
        json.put("heap_mib", loading.after().heapMib());
        json.put("resident_before_mib", loading.before().residentMib());
        machine.put(json);
        return json;
    }
}
