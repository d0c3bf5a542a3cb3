package io.guideway.controller;

import io.guideway.controller.desired.BackendEdit;
import io.guideway.controller.desired.ServiceEdit;
import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code backends} of a service's item, and what becomes of them by what was said of them. Items that are no backends stay
 * as they are, for the checks to complain about.
 */
final class BackendNodes {
    private static final int DEFAULT_WEIGHT = 1;

    private BackendNodes() {}

    /** The weights by address. */
    static Map<IpAddress, Integer> weights(final YamlNode.Mapping service) {
        final Map<IpAddress, Integer> weights = new LinkedHashMap<>();
        for (final YamlNode item : Nodes.items(service, "backends")) {
            address(item).ifPresent(address -> weights.put(address, weight((YamlNode.Mapping) item)));
        }
        return weights;
    }

    /** The address of an item, if it is a backend. */
    static Optional<IpAddress> address(final YamlNode item) {
        if (!(item instanceof final YamlNode.Mapping backend)
                || !(backend.entries().containsKey("address"))
                || !(backend.entries().get("address").value() instanceof final YamlNode.Scalar address)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IpAddress.parse(address.text()));
        } catch (final IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static int weight(final YamlNode.Mapping backend) {
        final YamlNode.Entry weight = backend.entries().get("weight");
        return weight == null ? DEFAULT_WEIGHT : weight.value().json().asInt(-1);
    }

    /** The service's item with its backends as the edit has them: in their places, and those that are new at the end. */
    static YamlNode.Mapping edited(final YamlNode.Mapping service, final ServiceEdit edit) {
        if (edit.backends().isEmpty()) {
            return service;
        }
        final SortedMap<IpAddress, BackendEdit> left = new TreeMap<>(edit.backends());
        final List<YamlNode> items = new ArrayList<>();
        for (final YamlNode item : Nodes.items(service, "backends")) {
            final Optional<BackendEdit> said = address(item).map(left::remove);
            if (said.isEmpty()) {
                items.add(item);
            } else if (said.get().kind() != BackendEdit.Kind.REMOVED) {
                items.add(weighing((YamlNode.Mapping) item, said.get().weight()));
            }
        }
        left.forEach((address, said) -> {
            if (said.kind() == BackendEdit.Kind.PUT) {
                items.add(weighing(backend(address), said.weight()));
            }
        });
        return Nodes.with(service, "backends", Nodes.list(items));
    }

    private static YamlNode.Mapping weighing(final YamlNode.Mapping backend, final int weight) {
        return Nodes.with(backend, "weight", Nodes.number(weight));
    }

    private static YamlNode.Mapping backend(final IpAddress address) {
        return Nodes.mapping(
                Position.NOWHERE,
                Map.of("address", new YamlNode.Entry(Position.NOWHERE, Nodes.text(address.toString()))));
    }
}
