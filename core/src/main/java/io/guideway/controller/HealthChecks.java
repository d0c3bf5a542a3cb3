package io.guideway.controller;

import io.guideway.controller.health.Damping;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.StatusSet;
import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the health of the services makes sense: one check each, with the keys that it knows, and times that fit each other.
 * Looks at the file itself, before anything is read from it.
 */
final class HealthChecks {
    private static final List<String> KINDS = List.of("http", "https", "tcp", "tls", "udp", "dns", "grpc", "grpcs");
    /** Keys that only some kinds of check know. */
    private static final Map<String, List<String>> KINDS_OF_KEY = Map.of(
            "status", List.of("http", "https"),
            "body", List.of("http", "https"),
            "headers", List.of("http", "https"),
            "host", List.of("http", "https", "tls", "grpc", "grpcs"),
            "verify", List.of("https", "tls", "grpcs"),
            "authorities", List.of("https", "tls", "grpcs"),
            "answer", List.of("udp"),
            "record", List.of("dns"));

    /** Headers that the check itself writes, or whose meaning it relies on. */
    private static final List<String> OWN_HEADERS =
            List.of("host", "connection", "content-length", "transfer-encoding", "accept", "user-agent");

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST_SLOW_START = Duration.ofSeconds(1);

    private HealthChecks() {}

    static void check(final Item root) {
        for (final Item service : root.child("services").items()) {
            final Item health = service.child("health");
            if (health.isPresent()) {
                health(health);
                port(health, service.child("port"));
                service.child("backends").items().forEach(backend -> reachable(backend.child("address")));
            }
        }
    }

    /** The kind of check that {@code health}, found sensible, asks for. */
    static String kind(final Item health) {
        return kinds(health).getFirst();
    }

    private static List<String> kinds(final Item health) {
        return health.keys().stream().filter(KINDS::contains).toList();
    }

    private static void health(final Item health) {
        final List<String> kinds = kinds(health);
        if (kinds.isEmpty()) {
            health.error("names no check", "add one of " + String.join(", ", KINDS));
            return;
        }
        kinds.stream()
                .skip(1)
                .forEach(kind ->
                        health.key(kind).error("is a second check beside " + kinds.getFirst(), "keep one of them"));
        KINDS_OF_KEY.forEach((key, known) -> keyOf(health, key, known, kinds.getFirst()));
        headers(health.child("headers"));
        status(health.child("status"));
        authorities(health);
        times(health);
        damping(health.child("damping"));
        watermark(health.child("watermark"));
        range(health.child("slow-start").child("over"), SHORTEST_SLOW_START, LONGEST);
    }

    private static void port(final Item health, final Item servicePort) {
        if (!health.child("port").isPresent()
                && !ServiceReader.ports(servicePort).isSingle()) {
            health.error("names no port, and the service has more than one", "add the `port` to check");
        }
    }

    private static void keyOf(final Item health, final String key, final List<String> known, final String kind) {
        if (health.child(key).isPresent() && !known.contains(kind)) {
            health.key(key).error("means nothing to a check by " + kind, "remove the key");
        }
    }

    private static void headers(final Item headers) {
        headers.keys().stream()
                .filter(name -> OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> headers.key(name)
                        .error("is a header that the check writes itself", "remove it; a Host is written as `host`"));
    }

    private static void status(final Item status) {
        if (!status.isPresent()) {
            return;
        }
        for (final StatusSet.Range range : HealthReader.statuses(status).ranges()) {
            if (range.first() > range.last()) {
                status.error(
                        "holds a range that ends before it begins",
                        "write %d-%d".formatted(range.last(), range.first()));
            }
        }
    }

    private static void authorities(final Item health) {
        if (health.child("authorities").isPresent() && !health.child("verify").isTrue()) {
            health.key("authorities").error("has no effect without verification", "add `verify: true`");
        }
    }

    private static void times(final Item health) {
        final Item interval = health.child("interval");
        final Item timeout = health.child("timeout");
        range(interval, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        if (timeout.isPresent()) {
            range(timeout, SHORTEST_TIMEOUT, durationOr(interval, HealthPolicy.DEFAULT_INTERVAL));
        }
    }

    private static void damping(final Item damping) {
        if (damping.isPresent()) {
            final Item longest = damping.child("longest");
            range(damping.child("hold"), Duration.ZERO, durationOr(longest, Damping.DEFAULT_LONGEST));
            range(longest, Duration.ZERO, LONGEST);
            range(damping.child("forget"), Duration.ZERO, LONGEST);
        }
    }

    private static Duration durationOr(final Item item, final Duration absent) {
        return item.isPresent() ? DurationSyntax.parse(item.text()) : absent;
    }

    private static void range(final Item item, final Duration shortest, final Duration longest) {
        if (!item.isPresent()) {
            return;
        }
        final Duration duration = DurationSyntax.parse(item.text());
        if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
            item.error(
                    "is out of range for this duration",
                    "use %s to %s".formatted(DurationSyntax.format(shortest), DurationSyntax.format(longest)));
        }
    }

    private static void watermark(final Item watermark) {
        final Item high = watermark.child("high");
        if (high.isPresent() && high.integer() < watermark.child("low").integer()) {
            high.error(
                    "is below the low watermark",
                    "use %d to 100".formatted(watermark.child("low").integer()));
        }
    }

    /** A socket would have to be told the interface, which the file does not name. */
    private static void reachable(final Item address) {
        final IpAddress backend = IpAddress.parse(address.text());
        if (!backend.isIpv4() && AddressKind.of(backend) == AddressKind.LINK_LOCAL) {
            address.error(
                    "is a link-local address, which checks cannot reach", "remove health, or use another address");
        }
    }
}
