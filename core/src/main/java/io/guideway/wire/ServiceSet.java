package io.guideway.wire;

import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All services of a generation in canonical order, with their digest: services by name (as octets of UTF-8), each service's
 * sources, backends and clients by address, IPv4 first. So whoever has a set with the same digest has it in the same order. Immutable;
 * any thread.
 */
public final class ServiceSet {
    /** No services. */
    public static final ServiceSet EMPTY = of(List.of());

    private final List<Service> services;
    private final Digest digest;

    private ServiceSet(final List<Service> services) {
        this.services = services;
        digest = Digest.of(services);
    }

    /** A service and what it is sorted by. */
    private record Named(byte[] name, Service service) {}

    /**
     * Orders services.
     *
     * @throws IllegalArgumentException if names, or VIPs with protocol and ports, or the backends of a service or its rules for
     *     clients are not distinct, if a service has two sources of one family, or if a name is too long for a message or not
     *     Unicode
     */
    public static ServiceSet of(final Collection<Service> services) {
        checkDistinct(services, Service::name, "services are named");
        checkDistinct(services, Service::endpoint, "services have");
        return new ServiceSet(services.stream()
                .map(service -> new Named(Text.checkName(service.name()), canonical(service)))
                .sorted(Comparator.comparing(Named::name, Arrays::compareUnsigned))
                .map(Named::service)
                .toList());
    }

    private static Service canonical(final Service service) {
        if (isCanonical(service)) {
            return service;
        }
        checkDistinct(
                service.sources(),
                p -> p.address().isIpv4() ? "IPv4" : "IPv6",
                "sources of '%s' are".formatted(service.name()));
        checkDistinct(service.backends(), Backend::address, "backends of '%s' have".formatted(service.name()));
        checkDistinct(service.clients(), ClientRule::from, "rules of '%s' are for clients".formatted(service.name()));
        return new Service(
                service.name(),
                service.endpoint(),
                service.mode(),
                service.hash(),
                service.tableSize(),
                service.sources().stream()
                        .sorted(Comparator.comparing(Prefix::address))
                        .toList(),
                service.backends().stream()
                        .sorted(Comparator.comparing(Backend::address))
                        .toList(),
                service.clients().stream()
                        .map(rule -> canonical(service.name(), rule))
                        .sorted(Comparator.comparing(
                                        (ClientRule rule) -> rule.from().address())
                                .thenComparing(rule -> rule.from().length()))
                        .toList(),
                service.tracking(),
                service.handling());
    }

    private static ClientRule canonical(final String service, final ClientRule rule) {
        checkDistinct(
                rule.backends(), address -> address, "backends of '%s' for %s are".formatted(service, rule.from()));
        return new ClientRule(rule.from(), rule.backends().stream().sorted().toList());
    }

    /** Whether it is as {@link #canonical} would make it, which most services of most changes are: they were in a set before. */
    private static boolean isCanonical(final Service service) {
        final List<Prefix> sources = service.sources();
        if (!service.clients().isEmpty() // few have any
                || sources.size() > 2
                || sources.size() == 2
                        && (!sources.get(0).address().isIpv4()
                                || sources.get(1).address().isIpv4())) {
            return false;
        }
        final List<Backend> backends = service.backends();
        for (int i = 1; i < backends.size(); i++) {
            if (backends.get(i - 1).address().compareTo(backends.get(i).address()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static <T> void checkDistinct(
            final Collection<T> items, final Function<T, Object> key, final String whatHas) {
        final Set<Object> seen = new HashSet<>();
        for (final T item : items) {
            if (!seen.add(key.apply(item))) {
                throw new IllegalArgumentException("two %s %s".formatted(whatHas, key.apply(item)));
            }
        }
    }

    /** The set without the services of those names, and with these instead of those of the same name, or beside them. */
    ServiceSet with(final Collection<String> removed, final Collection<Service> changed) {
        final Set<String> gone = new HashSet<>(removed);
        changed.forEach(service -> gone.add(service.name()));
        return of(Stream.concat(services.stream().filter(service -> !gone.contains(service.name())), changed.stream())
                .toList());
    }

    /** In canonical order. */
    public List<Service> services() {
        return services;
    }

    /** Equal sets have equal ones. */
    public Digest digest() {
        return digest;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final ServiceSet that && services.equals(that.services);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "%d services, digest %s".formatted(services.size(), digest);
    }
}
