package io.guideway.controller;

import io.guideway.controller.health.BackendHealth;
import io.guideway.controller.health.HealthState;
import io.guideway.controller.health.ServiceHealth;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the weights of a service will be if its backends stay as healthy as they are: the same rule for what is and for what
 * shall be, so that a difference between the two is the change's own. Slow starts are taken to have ended. Immutable.
 */
final class Expectation {
    private final Map<String, ServiceHealth> health;

    Expectation(final List<ServiceHealth> health) {
        this.health = health.stream().collect(Collectors.toMap(ServiceHealth::service, Function.identity()));
    }

    /** All services with the weights to expect. */
    List<Service> services(final Desired desired) {
        return desired.byName().values().stream()
                .map(wanted -> of(desired, wanted))
                .toList();
    }

    /** The service with the weights to expect. */
    Service of(final Desired desired, final DesiredService wanted) {
        final Service service = desired.service(wanted);
        final ServiceHealth known = health.get(service.name());
        if (known == null || wanted.health().isEmpty() || known.effective().kept()) {
            return service;
        }
        final Set<IpAddress> forced = desired.states().forced(service.name());
        final Set<IpAddress> down = known.backends().stream()
                .filter(backend -> backend.state() == HealthState.DOWN && !forced.contains(backend.backend()))
                .map(BackendHealth::backend)
                .collect(Collectors.toSet());
        return service.withBackends(service.backends().stream()
                .map(backend -> down.contains(backend.address()) ? new Backend(backend.address(), 0, false) : backend)
                .toList());
    }
}
