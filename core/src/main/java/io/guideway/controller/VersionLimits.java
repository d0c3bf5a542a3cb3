package io.guideway.controller;

import io.guideway.packet.Prefix;
import java.util.List;

/**
 * What the contract has and this version does not: errors, since packets would go another way than the file says.
 */
final class VersionLimits {
    private static final List<String> SERVED_MODES = List.of("l2dsr", "ipip");
    private static final List<String> KEYS_OF_OTHER_MODES = List.of("dscp", "gue", "quic");

    private VersionLimits() {}

    static void check(final Item root) {
        for (final Item service : root.child("services").items()) {
            vip(service.child("vip"));
            protocol(service.child("protocol"));
            port(service.child("port"));
            mode(service.child("mode"));
            decrementTtl(service.child("decrement-ttl"));
            KEYS_OF_OTHER_MODES.forEach(key -> refuse(service, key));
            service.child("backends").items().forEach(backend -> refuse(backend, "port"));
        }
    }

    private static void vip(final Item vip) {
        final Prefix prefix = AddressSyntax.prefix(vip.text());
        if (prefix.length() < prefix.address().width()) {
            vip.error("this version serves single addresses only, no prefixes", "write " + prefix.address());
        }
    }

    private static void protocol(final Item protocol) {
        if (protocol.text().equals("any")) {
            protocol.error("this version serves tcp and udp only", "write a service for each");
        }
    }

    private static void port(final Item port) {
        if (!port.json().isNumber()) {
            port.error("this version serves single ports only", "write a service for each port");
        }
    }

    private static void mode(final Item mode) {
        if (!SERVED_MODES.contains(mode.text())) {
            mode.error("this version serves the modes l2dsr and ipip only", "use one of them");
        }
    }

    private static void decrementTtl(final Item decrement) {
        if (decrement.isTrue()) {
            decrement.error("this version leaves the inner packet as it came", "remove the key");
        }
    }

    private static void refuse(final Item parent, final String key) {
        if (parent.child(key).isPresent()) {
            parent.key(key).error("belongs to modes that this version does not serve", "remove the key");
        }
    }
}
