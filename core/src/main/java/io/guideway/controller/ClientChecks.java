package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the rules for a service's clients make sense. */
final class ClientChecks {
    private ClientChecks() {}

    static void check(final Item list, final Service service) {
        final List<Item> rules = list.items();
        Duplicates.check(
                rules.stream().map(rule -> rule.child("from")).toList(),
                service.clients().stream().map(ClientRule::from).toList(),
                "clients",
                "list all their backends in one rule");
        final Set<IpAddress> backends =
                service.backends().stream().map(Backend::address).collect(Collectors.toSet());
        for (int i = 0; i < rules.size(); i++) {
            final ClientRule rule = service.clients().get(i);
            from(rules.get(i).child("from"), rule.from(), service.vip());
            backends(rules.get(i).child("backends").items(), rule.backends(), backends);
        }
    }

    private static void from(final Item item, final Prefix from, final IpAddress vip) {
        if (from.address().isIpv4() != vip.isIpv4()) {
            item.error(
                    "is of another family than the VIP, so no client is in it",
                    vip.isIpv4() ? "name an IPv4 prefix" : "name an IPv6 prefix");
        } else if (!from.equals(from.network())) {
            item.error("has bits behind its length", "write " + from.network());
        }
    }

    private static void backends(final List<Item> items, final List<IpAddress> named, final Set<IpAddress> backends) {
        Duplicates.check(items, named, "backend", "name it once");
        for (int i = 0; i < items.size(); i++) {
            if (!backends.contains(named.get(i))) {
                items.get(i).error("is no backend of the service", "add it to the service's backends, or leave it out");
            }
        }
    }
}
