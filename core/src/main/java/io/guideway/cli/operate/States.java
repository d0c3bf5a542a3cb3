package io.guideway.cli.operate;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.ServiceStatus;
import java.time.Duration;
import java.time.Instant;

/** States in a word or two. */
final class States {
    private States() {}

    /** The operator's word where there is one, else what the checks say. */
    static String of(final BackendStatus backend) {
        return backend.admin() == AdminState.ENABLED
                ? backend.health()
                : backend.admin().toString();
    }

    /** Whether there is more to say of it than its state. */
    static boolean isNotable(final BackendStatus backend) {
        return backend.health().equals("down")
                || backend.admin() != AdminState.ENABLED && !backend.reason().isEmpty();
    }

    /** What its checks saw, and for how long. */
    static String health(final BackendStatus backend, final Instant now) {
        final String since = backend.since()
                .map(begin -> " for " + Line.age(Duration.between(begin, now)))
                .orElse("");
        return "%s%s: %s".formatted(backend.health(), since, backend.reason());
    }

    static String of(final ForwarderStatus forwarder) {
        if (!forwarder.isConnected()) {
            return "not connected; packets go by its last generation if it runs";
        }
        if (!forwarder.refusal().isEmpty()) {
            return "generation %d, refuses the next: %s".formatted(forwarder.generation(), forwarder.refusal());
        }
        return "generation %d, %s"
                .formatted(forwarder.generation(), forwarder.isCurrent() ? "current" : "behind what is wanted");
    }

    /** Where a service is, such as {@code 203.0.113.10 tcp/80}. */
    static String place(final ServiceStatus service) {
        return "%s %s/%s".formatted(service.vip(), service.protocol(), service.port());
    }
}
