package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parts into which rules divide the clients of services: each rule's, and the others. Each part has a lookup table of its
 * own, over the backends of all of the service, those that it does not use at weight 0; so a backend has one index in all of them.
 * The others' part of a service has the service's own index; the rules' parts follow after all of these, in the order of the services and
 * of their rules. Immutable.
 */
public final class Parts {
    private final List<Service> services;
    private final List<Rule> rules = new ArrayList<>();
    private final int[] firstRule;

    /** A rule and the index of the service that it is of. */
    private record Rule(int service, ClientRule rule) {}

    /**
     * What a part is called, in this and any other generation.
     *
     * @param service its name
     * @param from whose rule it is of; empty for the others'
     */
    record Name(String service, Optional<Prefix> from) {}

    /** Divides the clients of {@code services}. */
    Parts(final List<Service> services) {
        this.services = services;
        firstRule = new int[services.size()];
        for (int i = 0; i < firstRule.length; i++) {
            firstRule[i] = services.size() + rules.size();
            for (final ClientRule rule : services.get(i).clients()) {
                rules.add(new Rule(i, rule));
            }
        }
    }

    /** Parts of all services. */
    public int count() {
        return services.size() + rules.size();
    }

    /** Index of the service of a part. */
    public int service(final int part) {
        return part < services.size() ? part : rule(part).service();
    }

    private Rule rule(final int part) {
        return rules.get(part - services.size());
    }

    /** The part of the {@code rule}-th rule of a service. */
    public int ofRule(final int service, final int rule) {
        return firstRule[service] + rule;
    }

    /** Whose rule a part is of; empty for the others'. */
    public Optional<Prefix> from(final int part) {
        return part < services.size()
                ? Optional.empty()
                : Optional.of(rule(part).rule().from());
    }

    Name name(final int part) {
        return new Name(services.get(service(part)).name(), from(part));
    }

    /** The part of service {@code index} that has the clients of {@code from}, or, if that is empty, those without a rule. */
    int holding(final int index, final Optional<Prefix> from) {
        final List<ClientRule> clients = services.get(index).clients();
        int part = index;
        int longest = -1;
        for (int i = 0; from.isPresent() && i < clients.size(); i++) {
            final Prefix rule = clients.get(i).from();
            if (rule.length() > longest
                    && rule.length() <= from.get().length()
                    && rule.contains(from.get().address())) {
                longest = rule.length();
                part = ofRule(index, i);
            }
        }
        return part;
    }

    /** Its service as the clients of a part see it: backends that are not for them have weight 0. */
    Service seenBy(final int part) {
        if (part < services.size()) {
            return services.get(part);
        }
        final Set<IpAddress> takers = Set.copyOf(rule(part).rule().backends());
        final Service service = services.get(rule(part).service());
        return service.withBackends(service.backends().stream()
                .map(backend -> takers.contains(backend.address())
                        ? backend
                        : new Backend(backend.address(), 0, backend.serves()))
                .toList());
    }
}
