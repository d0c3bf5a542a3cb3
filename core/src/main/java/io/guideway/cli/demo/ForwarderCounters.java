package io.guideway.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the forwarder counted, as {@code guideway run --json} prints it at its end.
 *
 * @param received packets
 * @param drops packets dropped, by reason
 * @param forwarded packets forwarded, by service and then by the backend's address
 */
record ForwarderCounters(long received, Map<String, Long> drops, Map<String, Map<String, Long>> forwarded) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads it.
     *
     * @throws DemoException if the text is not such an object
     */
    static ForwarderCounters parse(final String text) {
        try {
            final JsonNode root = JSON.readTree(text);
            final Map<String, Map<String, Long>> forwarded = new LinkedHashMap<>();
            for (final JsonNode service : root.required("services")) {
                forwarded.put(service.required("name").asString(), backends(service));
            }
            return new ForwarderCounters(root.required("received").asLong(), drops(root), forwarded);
        } catch (final JacksonException | IllegalArgumentException unreadable) {
            throw new DemoException("the forwarder's last words are not its counters (%s):%n%s"
                    .formatted(unreadable.getMessage(), text));
        }
    }

    private static Map<String, Long> backends(final JsonNode service) {
        final Map<String, Long> packets = new LinkedHashMap<>();
        for (final JsonNode backend : service.required("backends")) {
            packets.put(
                    backend.required("address").asString(),
                    backend.required("packets").asLong());
        }
        return packets;
    }

    private static Map<String, Long> drops(final JsonNode root) {
        final Map<String, Long> drops = new LinkedHashMap<>();
        root.required("drops").forEachEntry((reason, packets) -> drops.put(reason, packets.asLong()));
        return drops;
    }

    /** Packets dropped, for whatever reason. */
    long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Packets forwarded to one backend of one service; 0 where the forwarder names none. */
    long packets(final LabService service, final LabHost backend) {
        return forwarded
                .getOrDefault(service.name(), Map.of())
                .getOrDefault(backend.address(service.backendFamily()), 0L);
    }
}
