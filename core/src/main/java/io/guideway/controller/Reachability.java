package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.Links;
import io.guideway.service.Mode;
import io.guideway.service.NextHop;
import io.guideway.service.Service;
import java.util.List;
import java.util.Optional;

/** Whether the node can send to its backends: a way there, and an outer source address. */
final class Reachability {
    private final Configuration configuration;
    private final Links links;

    Reachability(final Configuration configuration) {
        this.configuration = configuration;
        links = configuration.links();
    }

    /** @param list the file's services */
    void check(final Item list) {
        final List<Item> services = list.items();
        for (int i = 0; i < services.size(); i++) {
            check(services.get(i), configuration.services().get(i));
        }
    }

    private void check(final Item item, final Service service) {
        final List<Item> backends = item.child("backends").items();
        for (int i = 0; i < backends.size(); i++) {
            final IpAddress address = service.backends().get(i).address();
            check(backends.get(i).child("address"), address, service);
        }
    }

    private void check(final Item item, final IpAddress address, final Service service) {
        if (service.mode() == Mode.L3DSR && address.isIpv4() != service.vip().isIpv4()) {
            item.error("is of another family than the VIP, and l3dsr leaves packets in theirs", "use ipip, gre or gue");
        } else if (service.mode() == Mode.L2DSR) {
            reach(
                    item,
                    links.onLink(address),
                    "is on no port's link, where l2dsr needs it",
                    "use ipip, or mend a prefix");
        } else {
            final String family = address.isIpv4() ? "IPv4" : "IPv6";
            reach(
                    item,
                    links.nextHop(address),
                    "cannot be reached: it is on no port's link and no port has an %s gateway".formatted(family),
                    "add a gateway, or mend a prefix");
            if (service.mode().hasOuterHeader()) {
                outerSource(item, address, service);
            }
        }
    }

    private static void reach(final Item item, final Optional<NextHop> way, final String message, final String remedy) {
        if (way.isEmpty()) {
            item.error(message, remedy);
        }
    }

    private void outerSource(final Item item, final IpAddress address, final Service service) {
        final boolean isGiven = service.source(address.isIpv4()).isPresent();
        if (!isGiven
                && links.nextHop(address).isPresent()
                && links.source(address).isEmpty()) {
            item.error(
                    "has no outer source address: the port that leads there has none that can be answered",
                    "give the service a source of this family, or the port such an address");
        }
    }
}
