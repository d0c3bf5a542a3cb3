package io.guideway.controller;

import io.guideway.controller.desired.BackendEdit;
import io.guideway.controller.desired.Overlay;
import io.guideway.controller.desired.ServiceEdit;
import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Leaves of the changes made by command those that change something of a file: what the file says itself goes without a word,
 * what is about something that is no more is dropped, with a line for each.
 */
final class Fitting {
    private final FileDocument base;
    private final List<String> dropped = new ArrayList<>();

    private Fitting(final FileDocument base) {
        this.base = base;
    }

    /**
     * What is left of an overlay.
     *
     * @param dropped for people, a line for each change that is about something that is no more
     */
    record Fitted(Overlay overlay, List<String> dropped) {}

    /**
     * Fits all changes.
     *
     * @throws ConfigurationException if a definition is not understood
     */
    static Fitted of(final FileDocument base, final Overlay overlay) throws ConfigurationException {
        final Fitting fitting = new Fitting(base);
        Overlay fitted = overlay;
        for (final String service : overlay.services().keySet()) {
            fitted = fitting.service(fitted, service);
        }
        for (final String service : overlay.states().byService().keySet()) {
            fitted = fitting.states(fitted, service);
        }
        return new Fitted(fitted, List.copyOf(fitting.dropped));
    }

    /** Fits what was said of one service, without a word. */
    static Overlay of(final FileDocument base, final Overlay overlay, final String service)
            throws ConfigurationException {
        final Fitting fitting = new Fitting(base);
        return fitting.states(fitting.service(overlay, service), service);
    }

    /** The service's item as file and changes have it; empty if it shall not be. */
    static Optional<YamlNode.Mapping> item(final FileDocument base, final Overlay overlay, final String service)
            throws ConfigurationException {
        final ServiceEdit edit = overlay.edit(service);
        if (edit.isRemoved()) {
            return Optional.empty();
        }
        final Optional<YamlNode.Mapping> source = source(base, service, edit);
        return source.map(item -> BackendNodes.edited(item, edit));
    }

    private static Optional<YamlNode.Mapping> source(
            final FileDocument base, final String service, final ServiceEdit edit) throws ConfigurationException {
        return edit.definition().isPresent()
                ? Optional.of(Definition.parse(service, edit.definition().get()))
                : Optional.ofNullable(base.services().get(service));
    }

    private Overlay service(final Overlay overlay, final String service) throws ConfigurationException {
        final ServiceEdit edit = overlay.edit(service);
        final Optional<YamlNode.Mapping> filed =
                Optional.ofNullable(base.services().get(service));
        if (edit.isRemoved()) {
            return filed.isPresent() ? overlay : drop(overlay, service, "the file has it no more");
        }
        final Optional<YamlNode.Mapping> source = source(base, service, edit);
        if (source.isEmpty()) {
            return edit.isEmpty() ? overlay : drop(overlay, service, "the file has it no more");
        }
        final boolean isFiled =
                edit.definition().isPresent() && filed.map(YamlNode::json).equals(source.map(YamlNode::json));
        return overlay.withService(
                service,
                new ServiceEdit(
                        false,
                        isFiled ? Optional.empty() : edit.definition(),
                        backends(service, edit, BackendNodes.weights(source.get()))));
    }

    private Overlay drop(final Overlay overlay, final String service, final String reason) {
        dropped.add("service %s: what was changed by command is dropped: %s".formatted(service, reason));
        return overlay.withService(service, new ServiceEdit(false, Optional.empty(), new TreeMap<>()));
    }

    private SortedMap<IpAddress, BackendEdit> backends(
            final String service, final ServiceEdit edit, final Map<IpAddress, Integer> weights) {
        final SortedMap<IpAddress, BackendEdit> fitted = new TreeMap<>();
        edit.backends().forEach((address, said) -> {
            final Optional<Integer> weight = Optional.ofNullable(weights.get(address));
            if (changes(said, weight)) {
                fitted.put(address, said);
            } else if (weight.isEmpty()) {
                dropped.add("service %s: what was changed of backend %s by command is dropped: it is there no more"
                        .formatted(service, address));
            }
        });
        return fitted;
    }

    private static boolean changes(final BackendEdit said, final Optional<Integer> weight) {
        return switch (said.kind()) {
            case PUT -> !weight.equals(Optional.of(said.weight()));
            case WEIGHT -> weight.isPresent() && weight.get() != said.weight();
            case REMOVED -> weight.isPresent();
        };
    }

    private Overlay states(final Overlay overlay, final String service) throws ConfigurationException {
        if (!overlay.states().byService().containsKey(service)) {
            return overlay;
        }
        final Set<IpAddress> there = item(base, overlay, service)
                .map(item -> BackendNodes.weights(item).keySet())
                .orElse(Set.of());
        return overlay.keepingStates((name, backend) -> {
            final boolean isKept = !name.equals(service) || there.contains(backend);
            if (!isKept) {
                dropped.add("service %s: the word %s on backend %s is dropped: it is there no more"
                        .formatted(service, overlay.states().of(service, backend), backend));
            }
            return isKept;
        });
    }
}
