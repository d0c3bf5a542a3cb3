package io.guideway.controller;

import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the backends are addresses of other machines, each once a service; and whether a VIP is nobody's own address. */
final class BackendChecks {
    private static final Set<AddressKind> HOSTS = EnumSet.of(AddressKind.UNICAST, AddressKind.LINK_LOCAL);

    private final Set<IpAddress> ownAddresses;
    private final VipSet vips;

    private BackendChecks(final Configuration configuration) {
        ownAddresses = configuration.dpdk().ports().stream()
                .flatMap(port -> port.addresses().stream())
                .map(Prefix::address)
                .collect(Collectors.toSet());
        vips = new VipSet(configuration.services());
    }

    static void check(final List<Item> items, final Configuration configuration) {
        final BackendChecks checks = new BackendChecks(configuration);
        for (int i = 0; i < items.size(); i++) {
            checks.check(items.get(i), configuration.services().get(i));
        }
    }

    private void check(final Item service, final Service value) {
        ownAddresses.stream()
                .filter(value.endpoint().vip()::contains)
                .findFirst()
                .ifPresent(own -> service.child("vip")
                        .error(
                                value.endpoint().isSingleAddress()
                                        ? "is a port's own address"
                                        : "holds a port's own address, " + own,
                                "a VIP is an address that no interface has"));
        final List<Item> addresses = service.child("backends").items().stream()
                .map(backend -> backend.child("address"))
                .toList();
        Duplicates.check(
                addresses,
                value.backends().stream().map(Backend::address).toList(),
                "backend",
                "list it once and give it more weight");
        for (int i = 0; i < addresses.size(); i++) {
            backend(addresses.get(i), value.backends().get(i).address());
        }
    }

    private void backend(final Item item, final IpAddress address) {
        final AddressKind kind = AddressKind.of(address);
        if (!HOSTS.contains(kind)) {
            item.error("is " + kind, "name a server's unicast address");
        } else if (ownAddresses.contains(address)) {
            item.error("is a port's own address", "name another machine");
        } else if (vips.contains(address)) {
            item.error("is a VIP", "name the server's own address, not the one that all servers share");
        }
    }
}
