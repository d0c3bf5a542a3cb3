package io.guideway.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs: one JSON object, in one line. Families stand within their mode and add up to it. */
final class DemoJson {
    private static final JsonMapper JSON = new JsonMapper();

    private DemoJson() {}

    static String of(final DemoReport report) {
        final ObjectNode root = results(report.services());
        final ArrayNode modes = root.putArray("modes");
        byMode(report.services()).forEach((mode, services) -> modes.add(mode(mode, services)));
        report.story().ifPresent(story -> StoryJson.write(story, root.putObject("story")));
        root.put("packets_received", report.counters().received());
        final ObjectNode drops = root.putObject("drops");
        report.counters().drops().forEach(drops::put);
        final ArrayNode problems = root.putArray("problems");
        report.problems().forEach(problems::add);
        root.put("seconds", report.seconds());
        return JSON.writeValueAsString(root);
    }

    private static Map<String, List<ServiceResult>> byMode(final List<ServiceResult> services) {
        return services.stream()
                .collect(Collectors.groupingBy(
                        result -> result.service().modeName(), LinkedHashMap::new, Collectors.toList()));
    }

    private static ObjectNode mode(final String name, final List<ServiceResult> services) {
        final ObjectNode mode = JSON.createObjectNode().put("mode", name);
        mode.setAll(results(services));
        mode.set("backends", backends(services));
        final ArrayNode families = mode.putArray("families");
        for (final ServiceResult result : services) {
            final ObjectNode family =
                    families.addObject().put("family", result.service().familyName());
            family.put("vip", result.service().vip());
            family.setAll(results(List.of(result)));
            family.set("backends", backends(List.of(result)));
        }
        return mode;
    }

    private static ObjectNode results(final List<ServiceResult> services) {
        final ObjectNode node = JSON.createObjectNode();
        node.put(
                "requests",
                services.stream().mapToInt(r -> r.answers().requests()).sum());
        node.put("failed", services.stream().mapToInt(r -> r.answers().failed()).sum());
        node.put("source_ports", DemoReport.sourcePorts(services));
        DemoReport.times(services)
                .ifPresent(times -> node.putObject("latency_ms")
                        .put("min", times.min())
                        .put("median", times.median())
                        .put("p99", times.p99())
                        .put("max", times.max()));
        return node;
    }

    private static ArrayNode backends(final List<ServiceResult> services) {
        final long served =
                services.stream().mapToLong(ServiceResult::requestsServed).sum();
        final ArrayNode backends = JSON.createArrayNode();
        for (final BackendResult backend : together(services)) {
            final ObjectNode node = backends.addObject().put("backend", backend.name());
            final ArrayNode addresses = node.putArray("addresses");
            backend.addresses().forEach(addresses::add);
            node.put("packets_forwarded", backend.packetsForwarded());
            node.put("requests_served", backend.requestsServed());
            node.put("share", backend.share(served));
        }
        return backends;
    }

    private static List<BackendResult> together(final List<ServiceResult> services) {
        final Map<String, BackendResult> byName = new LinkedHashMap<>();
        for (final ServiceResult result : services) {
            result.backends().forEach(backend -> byName.merge(backend.name(), backend, BackendResult::plus));
        }
        return new ArrayList<>(byName.values());
    }
}
