package io.guideway.controller;

import io.guideway.service.Protocol;
import java.util.List;

/** Whether what services say of packets that are too long fits what they serve. */
final class OversizeChecks {
    private OversizeChecks() {}

    static void check(final Item root, final Configuration configuration) {
        final List<Item> services = root.child("services").items();
        for (int i = 0; i < services.size(); i++) {
            final Item mss = services.get(i).child("mss");
            if (mss.isPresent() && configuration.services().get(i).protocol() != Protocol.TCP) {
                mss.warn("has no effect on UDP", "remove it");
            }
        }
    }
}
