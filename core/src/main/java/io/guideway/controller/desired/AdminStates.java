package io.guideway.controller.desired;

import io.guideway.controller.operate.AdminState;
import io.guideway.packet.IpAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The operator's word on backends; those of which nothing was said are {@link AdminState#ENABLED}. Immutable.
 *
 * @param byService states by service and backend, none of them enabled, no service without one
 */
public record AdminStates(SortedMap<String, SortedMap<IpAddress, AdminState>> byService) {
    /** Nothing was said of anyone. */
    public static final AdminStates NONE = new AdminStates(new TreeMap<>());

    /** Takes a copy. */
    public AdminStates {
        final SortedMap<String, SortedMap<IpAddress, AdminState>> copy = new TreeMap<>();
        byService.forEach(
                (service, states) -> copy.put(service, Collections.unmodifiableSortedMap(new TreeMap<>(states))));
        byService = Collections.unmodifiableSortedMap(copy);
    }

    /** The word on one backend. */
    public AdminState of(final String service, final IpAddress backend) {
        return byService.getOrDefault(service, Collections.emptySortedMap()).getOrDefault(backend, AdminState.ENABLED);
    }

    /** Backends of a service that are up whatever their checks say. */
    public Set<IpAddress> forced(final String service) {
        return byService.getOrDefault(service, Collections.emptySortedMap()).entrySet().stream()
                .filter(entry -> entry.getValue() == AdminState.FORCED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** These, with another word on one backend. */
    public AdminStates with(final String service, final IpAddress backend, final AdminState state) {
        final SortedMap<String, SortedMap<IpAddress, AdminState>> next = new TreeMap<>(byService);
        final SortedMap<IpAddress, AdminState> states =
                new TreeMap<>(byService.getOrDefault(service, Collections.emptySortedMap()));
        if (state == AdminState.ENABLED) {
            states.remove(backend);
        } else {
            states.put(backend, state);
        }
        if (states.isEmpty()) {
            next.remove(service);
        } else {
            next.put(service, states);
        }
        return new AdminStates(next);
    }

    /** Those of the backends, by service and address, that are to be kept. */
    public AdminStates keeping(final BiPredicate<String, IpAddress> which) {
        AdminStates kept = NONE;
        for (final Map.Entry<String, SortedMap<IpAddress, AdminState>> service : byService.entrySet()) {
            for (final Map.Entry<IpAddress, AdminState> backend :
                    service.getValue().entrySet()) {
                if (which.test(service.getKey(), backend.getKey())) {
                    kept = kept.with(service.getKey(), backend.getKey(), backend.getValue());
                }
            }
        }
        return kept;
    }
}
