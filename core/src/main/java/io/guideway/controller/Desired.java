package io.guideway.controller;

import io.guideway.controller.desired.AdminStates;
import io.guideway.controller.desired.Overlay;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the node shall do: the configuration file, and above it what was changed by command. Both together have passed every
 * check of {@link ConfigurationFile}. Immutable; any thread.
 */
public final class Desired {
    private final FileDocument base;
    private final Overlay overlay;
    private final Map<String, DesiredService> services;

    private Desired(final FileDocument base, final Overlay overlay, final Map<String, DesiredService> services) {
        this.base = base;
        this.overlay = overlay;
        this.services = Collections.unmodifiableMap(services);
    }

    /**
     * A file with fitting changes.
     *
     * @throws ConfigurationException if both together cannot be used
     */
    static Desired of(final FileDocument base, final Overlay overlay) throws ConfigurationException {
        final Map<String, YamlNode.Mapping> items = new LinkedHashMap<>();
        for (final String name : names(base, overlay)) {
            Fitting.item(base, overlay, name).ifPresent(item -> items.put(name, item));
        }
        final Configuration configuration = overlay.services().isEmpty()
                ? base.checked().configuration()
                : ConfigurationFile.check(base.with(items.values()), base.file() + " with the changes made by command")
                        .configuration();
        final Map<String, DesiredService> services = new LinkedHashMap<>();
        for (final Service service : configuration.services()) {
            services.put(
                    service.name(),
                    new DesiredService(
                            items.get(service.name()),
                            service,
                            Optional.ofNullable(configuration.health().get(service.name()))));
        }
        return new Desired(base, overlay, services);
    }

    /** Names in their order: those of the file, then those that were put beside them. */
    private static Set<String> names(final FileDocument base, final Overlay overlay) {
        final Set<String> names = new LinkedHashSet<>(base.services().keySet());
        names.addAll(overlay.services().keySet());
        return names;
    }

    /**
     * The same file with other changes, of which those of one service differ and have been checked.
     *
     * @param changed what that service is now; empty if it is no more
     */
    Desired with(final Overlay other, final String name, final Optional<DesiredService> changed) {
        final Map<String, DesiredService> next = new LinkedHashMap<>();
        for (final String each : names(base, other)) {
            final Optional<DesiredService> service =
                    each.equals(name) ? changed : Optional.ofNullable(services.get(each));
            service.ifPresent(value -> next.put(each, value));
        }
        return new Desired(base, other, next);
    }

    /** The file. */
    FileDocument base() {
        return base;
    }

    /** What was changed by command. */
    Overlay overlay() {
        return overlay;
    }

    /** The services by name, in their order. */
    Map<String, DesiredService> byName() {
        return services;
    }

    /** The operator's word on backends. */
    AdminStates states() {
        return overlay.states();
    }

    /** What the node is, with all services, their weights as the operator's word leaves them. */
    public Configuration configuration() {
        final Configuration file = base.checked().configuration();
        return new Configuration(file.node(), file.dpdk(), services(), health(), file.tier());
    }

    /** The services, with the weights that the operator's word leaves them: 0 for who takes no new flows. */
    public List<Service> services() {
        return services.values().stream().map(this::service).toList();
    }

    Service service(final DesiredService desired) {
        final Service service = desired.service();
        if (!states().byService().containsKey(service.name())) {
            return service;
        }
        return service.withBackends(service.backends().stream()
                .map(backend -> obeying(service.name(), backend))
                .toList());
    }

    private Backend obeying(final String service, final Backend backend) {
        return switch (states().of(service, backend.address())) {
            case ENABLED, FORCED -> backend;
            case DRAINING -> new Backend(backend.address(), 0);
            case DISABLED -> new Backend(backend.address(), 0, false);
        };
    }

    /** How the backends are checked, by the service's name. */
    Map<String, HealthPolicy> health() {
        return services.values().stream()
                .filter(desired -> desired.health().isPresent())
                .collect(Collectors.toMap(
                        desired -> desired.service().name(),
                        desired -> desired.health().get()));
    }

    /** Backends that are up whatever their checks say, by the service's name. */
    Map<String, Set<IpAddress>> forced() {
        return states().byService().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> states().forced(name)));
    }

    /** Names of the services of which something was changed by command that the file can say. */
    List<String> unsaved() {
        return List.copyOf(overlay.services().keySet());
    }
}
