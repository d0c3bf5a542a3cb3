package io.guideway.bench.lab.device;

import io.guideway.bench.lab.LabException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the forwarder counted, as {@code guideway run --json} prints it at its end.
 *
 * @param received frames
 * @param forwarded of those
 * @param drops frames dropped, by reason, where there were any
 * @param taken frames that the ports' drivers say were taken from them
 */
public record DeviceCounters(long received, long forwarded, Map<String, Long> drops, long taken) {
    /** Takes a copy. */
    public DeviceCounters {
        drops = Map.copyOf(drops);
    }

    /** @throws LabException if the text is not such an object */
    static DeviceCounters parse(final String text) {
        try {
            final JsonNode root = JsonMapper.shared().readTree(text);
            final Map<String, Long> drops = new TreeMap<>();
            root.required("drops").forEachEntry((reason, frames) -> {
                if (frames.asLong() > 0) {
                    drops.put(reason, frames.asLong());
                }
            });
            return new DeviceCounters(
                    root.required("received").asLong(),
                    root.required("verdicts").required("forwarded").asLong(),
                    drops,
                    taken(root.required("ports")));
        } catch (final JacksonException | IllegalArgumentException unreadable) {
            throw new LabException(
                    "the device's last words are not its counters (%s):%n%s".formatted(unreadable.getMessage(), text));
        }
    }

    private static long taken(final JsonNode ports) {
        return ports.valueStream()
                .mapToLong(port -> port.required("rx_packets").asLong())
                .sum();
    }
}
