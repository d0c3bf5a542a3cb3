package io.guideway.controller;

import java.util.List;

/**
 * What the contract has and this version does not: errors, since packets would go another way than the file says.
 */
final class VersionLimits {
    private static final List<String> SERVED_MODES = List.of("l2dsr", "ipip", "gre", "gue", "l3dsr");

    private VersionLimits() {}

    static void check(final Item root) {
        for (final Item service : root.child("services").items()) {
            mode(service.child("mode"));
            service.child("backends").items().forEach(backend -> refuse(backend, "port"));
        }
    }

    private static void mode(final Item mode) {
        if (!SERVED_MODES.contains(mode.text())) {
            mode.error("this version serves the modes l2dsr, ipip, gre, gue and l3dsr only", "use one of them");
        }
    }

    private static void refuse(final Item parent, final String key) {
        if (parent.child(key).isPresent()) {
            parent.key(key).error("belongs to modes that this version does not serve", "remove the key");
        }
    }
}
