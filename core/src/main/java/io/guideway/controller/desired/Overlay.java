package io.guideway.controller.desired;

import io.guideway.controller.operate.Change;
import io.guideway.packet.IpAddress;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * All that was changed by command and still stands above the configuration file. Says what shall be and not how it came about:
 * a change that is made twice is made once, and changes of different backends may come in any order. Immutable; knows nothing
 * of what the file says.
 *
 * @param services what was said of services, by name; none of it empty
 * @param states the operator's word on backends
 */
public record Overlay(SortedMap<String, ServiceEdit> services, AdminStates states) {
    /** Nothing was changed. */
    public static final Overlay EMPTY = new Overlay(new TreeMap<>(), AdminStates.NONE);

    /** Takes a copy. */
    public Overlay {
        final SortedMap<String, ServiceEdit> copy = new TreeMap<>(services);
        copy.values().removeIf(ServiceEdit::isEmpty);
        services = Collections.unmodifiableSortedMap(copy);
    }

    /** What was said of a service; an empty edit if nothing was. */
    public ServiceEdit edit(final String service) {
        return services.getOrDefault(service, ServiceEdit.NONE);
    }

    /** This and one change more. What is said of a service as a whole stands in place of what was said of its backends. */
    public Overlay with(final Change change) {
        return switch (change) {
            case Change.PutService(String service, String definition) ->
                withService(service, ServiceEdit.put(definition));
            case Change.RemoveService(String service) ->
                new Overlay(
                        replaced(service, ServiceEdit.REMOVED),
                        states.keeping((name, backend) -> !name.equals(service)));
            case Change.PutBackend(String service, IpAddress backend, int weight) ->
                withBackend(service, backend, edit -> Optional.of(BackendEdit.put(weight)));
            case Change.RemoveBackend(String service, IpAddress backend) ->
                withBackend(service, backend, edit -> Optional.of(BackendEdit.GONE))
                        .keepingStates((name, address) -> !name.equals(service) || !address.equals(backend));
            case Change.SetWeight(String service, IpAddress backend, int weight) ->
                withBackend(
                        service,
                        backend,
                        edit -> edit.map(known -> known.weighing(weight))
                                .or(() -> Optional.of(BackendEdit.weight(weight))));
            case Change.SetState(String service, IpAddress backend, var state) ->
                new Overlay(services, states.with(service, backend, state));
        };
    }

    /** This with something else said of a service. */
    public Overlay withService(final String service, final ServiceEdit edit) {
        return new Overlay(replaced(service, edit), states);
    }

    /** This without the states of backends that are not to be kept. */
    public Overlay keepingStates(final BiPredicate<String, IpAddress> which) {
        return new Overlay(services, states.keeping(which));
    }

    private Overlay withBackend(
            final String service, final IpAddress backend, final UnaryOperator<Optional<BackendEdit>> change) {
        return edit(service).isRemoved()
                ? this
                : withService(service, edit(service).with(backend, change));
    }

    private SortedMap<String, ServiceEdit> replaced(final String service, final ServiceEdit edit) {
        final SortedMap<String, ServiceEdit> next = new TreeMap<>(services);
        next.put(service, edit);
        return next;
    }

    /** Changes that the file does not have: services put or removed, and else each backend on its own. */
    public int unsaved() {
        return services.values().stream()
                .mapToInt(edit -> (edit.isRemoved() || edit.definition().isPresent() ? 1 : 0)
                        + edit.backends().size())
                .sum();
    }

    /** This without anything that the file can say. */
    public Overlay saved() {
        return new Overlay(new TreeMap<>(), states);
    }
}
