package io.guideway.bench.forward;

import io.guideway.service.FlowTracking;
import java.util.Locale;

/**
 * What comes between the packets of a scenario, and what the worker remembers of flows.
 *
 * @param records places of the record table, as asked for
 */
record FloodPlan(FloodKind kind, FlowTracking.Scope scope, int records) {
    /** Of eight packets so many are of the flood. */
    static final int OF_EIGHT = 7;

    String scopeText() {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return "flood %s, %s, %d of 8 packets; track: %s; 1 in 4 backends drains"
                .formatted(kind.text(), kind.meaning(), OF_EIGHT, scopeText());
    }
}
