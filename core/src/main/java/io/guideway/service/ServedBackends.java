package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The backends of one generation, by what names them on every node and by this node's lasting numbers. What it takes to find
 * them is made when it is first asked for, so that a generation costs nothing where nobody asks. Made by one thread and handed
 * to another, the only one that asks.
 */
public final class ServedBackends {
    /** Instead of a lasting number: the backend is not served. */
    public static final int NONE = -1;

    private final List<Service> services;
    private final int[] lasting;
    private final BackendNumbers numbers;
    private final Map<Long, Map<IpAddress, Integer>> lastings = new HashMap<>();
    private Optional<int[]> backends = Optional.empty();
    private Optional<Map<Long, Integer>> places = Optional.empty();

    /**
     * @param services of the generation
     * @param lasting number of each backend, in the order of {@link BackendNumbers}; not changed any more
     */
    public ServedBackends(final List<Service> services, final int[] lasting) {
        this.services = services;
        this.lasting = lasting;
        numbers = new BackendNumbers(services);
    }

    /** What names a service on every node. */
    public static long key(final Service service) {
        return MovingSlots.key(service);
    }

    /** Whether there are no services. */
    public boolean isEmpty() {
        return services.isEmpty();
    }

    /** Whether there is a service of that key, or a part of one's clients. */
    public boolean has(final long key) {
        return places().containsKey(key) || parts().contains(key);
    }

    private Set<Long> parts() {
        return services.stream()
                .flatMap(service ->
                        service.clients().stream().map(rule -> MovingSlots.key(service, Optional.of(rule.from()))))
                .collect(Collectors.toSet());
    }

    /** What names the backend with that lasting number; empty where it is not served. */
    public Optional<BackendIdentity> identity(final int lastingNumber) {
        final int backend = backend(lastingNumber);
        if (backend == NONE) {
            return Optional.empty();
        }
        final int index = numbers.service(backend);
        final Service service = services.get(index);
        return Optional.of(new BackendIdentity(
                key(service),
                service.backends().get(backend - numbers.first(index)).address()));
    }

    /** The number in the generation of the backend with that lasting number, or {@link #NONE}. */
    public int backend(final int lastingNumber) {
        final int[] byLasting = backends();
        return lastingNumber >= 0 && lastingNumber < byLasting.length ? byLasting[lastingNumber] : NONE;
    }

    private int[] backends() {
        if (backends.isEmpty()) {
            final int[] byLasting = new int[Arrays.stream(lasting).max().orElse(-1) + 1];
            Arrays.fill(byLasting, NONE);
            for (int backend = 0; backend < lasting.length; backend++) {
                byLasting[lasting[backend]] = backend;
            }
            backends = Optional.of(byLasting);
        }
        return backends.get();
    }

    /** The lasting number of a backend, or {@link #NONE}. */
    public int lasting(final BackendIdentity identity) {
        return lastings.computeIfAbsent(identity.service(), this::lastings).getOrDefault(identity.address(), NONE);
    }

    private Map<IpAddress, Integer> lastings(final long key) {
        final Map<IpAddress, Integer> found = new HashMap<>();
        final Integer index = places().get(key);
        if (index != null) {
            final List<Backend> ofService = services.get(index).backends();
            for (int i = 0; i < ofService.size(); i++) {
                found.put(ofService.get(i).address(), lasting[numbers.first(index) + i]);
            }
        }
        return found;
    }

    private Map<Long, Integer> places() {
        if (places.isEmpty()) {
            final Map<Long, Integer> byKey = new HashMap<>();
            for (int i = 0; i < services.size(); i++) {
                byKey.put(key(services.get(i)), i);
            }
            places = Optional.of(byKey);
        }
        return places.get();
    }
}
