package io.guideway.controller;

import io.guideway.controller.health.ServiceHealth;
import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Difference;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;

/** What a change changes, told before it is made: builds the lookup tables of the services in question, before and after. */
final class Differences {
    private final Desired before;
    private final Desired now;
    private final Expectation expectation;

    private Differences(final Desired before, final Desired now, final List<ServiceHealth> health) {
        this.before = before;
        this.now = now;
        expectation = new Expectation(health);
    }

    /** The services that are not as they were, by name. */
    static List<ServiceChange> between(final Desired before, final Desired now, final List<ServiceHealth> health) {
        return new Differences(before, now, health).find();
    }

    private List<ServiceChange> find() {
        final TreeSet<String> names = new TreeSet<>(before.byName().keySet());
        names.addAll(now.byName().keySet());
        return names.stream().filter(this::differs).toList().parallelStream()
                .map(this::change)
                .toList();
    }

    private boolean differs(final String name) {
        final DesiredService was = before.byName().get(name);
        final DesiredService is = now.byName().get(name);
        return was == null
                || is == null
                || !was.service().equals(is.service())
                || !was.health().equals(is.health())
                || !Objects.equals(
                        before.states().byService().get(name),
                        now.states().byService().get(name));
    }

    private ServiceChange change(final String name) {
        final DesiredService was = before.byName().get(name);
        final DesiredService is = now.byName().get(name);
        if (was == null) {
            return whole(
                    ServiceChange.Kind.ADDED,
                    now.service(is),
                    List.of(),
                    now.service(is).backends());
        }
        if (is == null) {
            final Service gone = before.service(was);
            return whole(ServiceChange.Kind.REMOVED, gone, gone.backends(), List.of());
        }
        return new ServiceChange(
                name,
                ServiceChange.Kind.CHANGED,
                is.service().tableSize(),
                moved(expectation.of(before, was), expectation.of(now, is)),
                backends(before.service(was).backends(), now.service(is).backends()));
    }

    private static ServiceChange whole(
            final ServiceChange.Kind kind, final Service service, final List<Backend> was, final List<Backend> is) {
        return new ServiceChange(service.name(), kind, service.tableSize(), service.tableSize(), backends(was, is));
    }

    private static int moved(final Service was, final Service is) {
        if (was.backends().equals(is.backends()) && was.tableSize() == is.tableSize()) {
            return 0;
        }
        try (Generation first = Generation.alone(1, List.of(was));
                Generation second = Generation.alone(2, List.of(is))) {
            return Difference.between(first, second).changed().stream()
                    .mapToInt(Difference.Changed::moved)
                    .sum();
        }
    }

    private static List<BackendChange> backends(final List<Backend> was, final List<Backend> is) {
        final Map<IpAddress, OptionalInt> then = weights(was);
        final Map<IpAddress, OptionalInt> today = weights(is);
        final List<BackendChange> changes = new ArrayList<>();
        then.forEach((address, weight) -> {
            final OptionalInt other = today.getOrDefault(address, OptionalInt.empty());
            if (!other.equals(weight)) {
                changes.add(new BackendChange(address, weight, other));
            }
        });
        today.forEach((address, weight) -> {
            if (!then.containsKey(address)) {
                changes.add(new BackendChange(address, OptionalInt.empty(), weight));
            }
        });
        return changes;
    }

    private static Map<IpAddress, OptionalInt> weights(final List<Backend> backends) {
        final Map<IpAddress, OptionalInt> weights = new LinkedHashMap<>();
        backends.forEach(backend -> weights.put(backend.address(), OptionalInt.of(backend.weight())));
        return weights;
    }
}
