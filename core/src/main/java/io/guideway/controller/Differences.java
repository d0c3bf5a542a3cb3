package io.guideway.controller;

import io.guideway.controller.health.ServiceHealth;
import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;

/** What a change changes, told before it is made: builds the lookup tables of the services in question, before and after. */
final class Differences {
    private final Desired before;
    private final Desired now;
    private final Expectation expectation;
    private final MeasuredTables tables;

    private Differences(
            final Desired before, final Desired now, final List<ServiceHealth> health, final MeasuredTables tables) {
        this.before = before;
        this.now = now;
        this.tables = tables;
        expectation = new Expectation(health);
    }

    /**
     * The services that are not as they were, by name.
     *
     * @param tables may have some of those that are needed
     */
    static List<ServiceChange> between(
            final Desired before, final Desired now, final List<ServiceHealth> health, final MeasuredTables tables) {
        return new Differences(before, now, health, tables).find();
    }

    private List<ServiceChange> find() {
        final TreeSet<String> names = new TreeSet<>(before.byName().keySet());
        names.addAll(now.byName().keySet());
        final List<String> different = names.stream().filter(this::differs).toList();
        if (different.size() == 1) {
            return List.of(change(different.getFirst(), tables::moved));
        }
        return different.parallelStream()
                .map(name -> change(name, MeasuredTables::movedOnce))
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

    private ServiceChange change(final String name, final ToIntBiFunction<Service, Service> mover) {
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
                moved(expectation.of(before, was), expectation.of(now, is), mover),
                backends(before.service(was).backends(), now.service(is).backends()));
    }

    private static ServiceChange whole(
            final ServiceChange.Kind kind, final Service service, final List<Backend> was, final List<Backend> is) {
        return new ServiceChange(service.name(), kind, service.tableSize(), service.tableSize(), backends(was, is));
    }

    private static int moved(final Service was, final Service is, final ToIntBiFunction<Service, Service> mover) {
        final boolean isSame = was.backends().equals(is.backends()) && was.tableSize() == is.tableSize();
        return isSame ? 0 : mover.applyAsInt(was, is);
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
