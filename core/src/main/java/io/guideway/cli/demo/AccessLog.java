package io.guideway.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the web servers write down: a line a request, with the VIP it came to, the status of the answer, and the path. */
final class AccessLog {
    /** In the words of nginx's {@code log_format}. */
    static final String FORMAT = "$server_addr $status $request_uri";

    private AccessLog() {}

    /** Counts the requests of each service that were answered with status 200; other lines do not count. */
    static Map<LabService, Long> served(final Stream<String> lines, final List<LabService> services) {
        final Map<String, LabService> byStart = new LinkedHashMap<>();
        final Map<LabService, Long> served = new LinkedHashMap<>();
        for (final LabService service : services) {
            byStart.put("%s 200 /%s".formatted(service.vip(), service.name()), service);
            served.put(service, 0L);
        }
        lines.map(line -> byStart.get(line.substring(0, Math.max(0, line.lastIndexOf('/')))))
                .filter(Objects::nonNull)
                .forEach(service -> served.merge(service, 1L, Long::sum));
        return served;
    }
}
