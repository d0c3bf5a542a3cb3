package io.guideway.controller;

import io.guideway.maglev.TableSize;
import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.Endpoint;
import io.guideway.service.Service;
import java.util.List;

/** Whether the services make sense, one by one and beside each other. */
final class ServiceChecks {
    /** Slots a backend for shares within 1 % of even (Eisenbud et al., NSDI 2016, section 5.3). */
    private static final int SLOTS_PER_BACKEND = 100;

    private ServiceChecks() {}

    static void check(final List<Item> items, final List<Service> services) {
        Duplicates.check(
                items.stream().map(service -> service.child("name")).toList(),
                services.stream().map(Service::name).toList(),
                "name",
                "give each service its own");
        Duplicates.check(
                items.stream().map(service -> service.child("vip")).toList(),
                services.stream().map(Service::endpoint).toList(),
                "VIP, protocol and port",
                "list all backends in one service");
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), services.get(i));
        }
    }

    private static void check(final Item item, final Service service) {
        vip(item.child("vip"), service.endpoint());
        tableSize(item.child("table-size"), service);
        sources(item.child("source"), service);
        weights(item, service);
        ClientChecks.check(item.child("clients"), service);
    }

    private static void vip(final Item item, final Endpoint endpoint) {
        final Prefix vip = endpoint.vip();
        final AddressKind kind = AddressKind.of(vip.address());
        final AddressKind last = AddressKind.of(vip.last());
        if (kind != AddressKind.UNICAST) {
            item.error("is " + kind, "a VIP is a unicast address that routers carry here");
        } else if (last != AddressKind.UNICAST) {
            item.error(
                    "holds %s, %s".formatted(vip.last(), last),
                    "a VIP is of unicast addresses that routers carry here");
        } else if (!vip.equals(vip.network())) {
            item.error("has bits behind its length", "write " + vip.network());
        }
    }

    private static void tableSize(final Item item, final Service service) {
        final int size = service.tableSize();
        final int backends = service.backends().size();
        final int wanted = TableSize.nextPrime(Math.max(Service.DEFAULT_TABLE_SIZE, backends * SLOTS_PER_BACKEND));
        if (!TableSize.isPrime(size)) {
            item.error("table size %d is not prime".formatted(size), "try %d".formatted(TableSize.nextPrime(size)));
        } else if (size < backends) {
            item.error(
                    "table size %d has no slot for each of %d backends".formatted(size, backends),
                    "try %d".formatted(wanted));
        } else if (size < (long) backends * SLOTS_PER_BACKEND) {
            item.warn(
                    "table size %d is less than %d slots for each of %d backends, so their shares differ by more than 1 %%"
                            .formatted(size, SLOTS_PER_BACKEND, backends),
                    "try %d".formatted(wanted));
        }
    }

    private static void sources(final Item list, final Service service) {
        final List<Item> items = list.items();
        Duplicates.check(
                items,
                service.sources().stream()
                        .map(source -> source.address().isIpv4())
                        .toList(),
                "family",
                "name one source a family");
        for (int i = 0; i < items.size(); i++) {
            source(items.get(i), service.sources().get(i));
        }
        if (list.isPresent() && !service.mode().hasOuterHeader()) {
            list.warn("has no effect, since this mode has no outer header", "remove it");
        }
    }

    private static void source(final Item item, final Prefix source) {
        if (!source.isSingle() && !source.address().equals(source.first())) {
            item.error(
                    "has bits behind its prefix length",
                    "write %s".formatted(new Prefix(source.first(), source.length())));
            return;
        }
        for (final IpAddress end : List.of(source.first(), source.last())) {
            final AddressKind kind = AddressKind.of(end);
            if (kind != AddressKind.UNICAST) {
                final String whose = source.isSingle() ? "" : "has %s, which ".formatted(end);
                item.error(whose + "is " + kind, "use a unicast address, so that ICMP errors can come back");
                return;
            }
        }
    }

    private static void weights(final Item item, final Service service) {
        if (service.backends().isEmpty()) {
            item.child("backends").warn("is empty, so all packets of this service are dropped", "add a backend");
        } else if (service.backends().stream().mapToInt(Backend::weight).allMatch(weight -> weight == 0)) {
            item.child("backends")
                    .warn("have weight 0 all of them, so all packets of this service are dropped", "weigh one");
        }
    }
}
