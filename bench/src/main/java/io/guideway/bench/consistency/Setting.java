package io.guideway.bench.consistency;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;

/**
 * One run.
 *
 * @param drainSeconds without meaning but for {@link Scheme#OURS}
 */
record Setting(Scheme scheme, Ecmp ecmp, int drainSeconds) {
    private static final IpAddress VIP = IpAddress.parse("198.18.0.1");

    /** The service with these backends. */
    Service service(final List<Backend> backends, final int tableSize) {
        return new Service(
                "web",
                VIP,
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                tableSize,
                List.of(),
                backends,
                new FlowTracking(scope(), Math.max(1, drainSeconds), false),
                Handling.DEFAULT);
    }

    private FlowTracking.Scope scope() {
        return switch (scheme) {
            case MODULO, MAGLEV -> FlowTracking.Scope.NONE;
            case MAGLEV_LOCAL -> FlowTracking.Scope.ALL;
            case OURS -> FlowTracking.Scope.MOVED;
        };
    }

    /** For people. */
    String text() {
        return scheme == Scheme.OURS ? "%s, drain %d s".formatted(scheme.text(), drainSeconds) : scheme.text();
    }
}
