package io.guideway.controller;

import io.guideway.service.FlowTracking;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.time.Duration;
import java.util.List;

/** Whether what services say of their flows fits what workers remember of them. */
final class TrackingChecks {
    private static final Duration LONGEST_IDLE = Duration.ofHours(9);

    private static final Duration LONGEST_PREPARE = Duration.ofSeconds(10);

    private TrackingChecks() {}

    static void check(final Item root, final Configuration configuration) {
        final RecordsConfig records = configuration.dpdk().records();
        final Item idle = root.child("dpdk").child("records").child("idle");
        if (isNoTime(records.idle()) || records.idle().compareTo(LONGEST_IDLE) > 0) {
            idle.error("is no whole number of seconds from 1s to 9h", "write 10m");
        }
        if (configuration.node().prepare().compareTo(LONGEST_PREPARE) > 0) {
            root.child("node")
                    .child("prepare")
                    .error("is longer than 10s, for which every planned change waits", "write 2s");
        }
        final List<Item> services = root.child("services").items();
        for (int i = 0; i < services.size(); i++) {
            check(services.get(i), configuration.services().get(i), records.idle());
        }
    }

    private static void check(final Item item, final Service service, final Duration idle) {
        final FlowTracking tracking = service.tracking();
        final Item drain = item.child("drain");
        if (drain.isPresent() && isNoTime(DurationSyntax.parse(drain.text()))) {
            drain.error("is no whole number of seconds, or none", "write 5m");
        } else if (tracking.drainSeconds() > idle.toSeconds()) {
            drain.error(
                    "is longer than records are kept, %s".formatted(DurationSyntax.format(idle)),
                    "set dpdk.records.idle to that or more");
        }
        if (item.child("udp").isPresent() && service.protocol() == Protocol.TCP) {
            item.child("udp").warn("has no effect on TCP", "remove it");
        }
    }

    private static boolean isNoTime(final Duration duration) {
        return duration.toSeconds() < 1 || duration.getNano() != 0;
    }
}
