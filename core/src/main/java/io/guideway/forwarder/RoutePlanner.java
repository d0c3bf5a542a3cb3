package io.guideway.forwarder;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Links;
import io.guideway.service.Mode;
import io.guideway.service.NextHop;
import io.guideway.service.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds the way to each backend: egress port, next hop, its Ethernet address, and the source of the outer header. */
final class RoutePlanner implements BiFunction<Service, Backend, Route> {
    private final Links links;
    private final List<PortPlan> ports;
    private final List<Outlet> outlets;
    private final Book book;

    /**
     * Where packets of a port leave.
     *
     * @param queue index of the transmit queue among the worker's
     * @param mac Ethernet address of the port
     */
    record Outlet(int queue, long mac) {}

    /** Who finds out Ethernet addresses that are not configured. */
    @FunctionalInterface
    interface Book {
        /** The number by which headers will be told the address of this neighbour, or {@link Route#SETTLED}. */
        int number(int port, IpAddress neighbour);
    }

    /**
     * With the configured neighbours alone.
     *
     * @param ports in the order of {@code links}
     * @param outlets likewise
     */
    RoutePlanner(final Links links, final List<PortPlan> ports, final List<Outlet> outlets) {
        this(links, ports, outlets, (_, _) -> Route.SETTLED);
    }

    /** @param book for all others */
    RoutePlanner(final Links links, final List<PortPlan> ports, final List<Outlet> outlets, final Book book) {
        this.book = book;
        this.links = links;
        this.ports = ports;
        this.outlets = outlets;
    }

    /**
     * @throws IllegalArgumentException if no port leads to the backend, or its packets would have to change their family; a checked
     *     configuration has no such backend
     */
    @Override
    public Route apply(final Service service, final Backend backend) {
        requireFamily(service, backend);
        final NextHop hop = links.nextHop(backend.address())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no port of the node leads to backend %s of service %s; give a port an address on its network"
                                .formatted(backend.address(), service.name())));
        final PortPlan port = ports.get(hop.portIndex());
        final Outlet outlet = outlets.get(hop.portIndex());
        final long mac = port.neighbours().getOrDefault(hop.address(), Route.UNRESOLVED);
        final int number = mac == Route.UNRESOLVED ? book.number(hop.portIndex(), hop.address()) : Route.SETTLED;
        final Optional<Prefix> source = outerSource(service, backend, hop);
        return new Route(
                outlet.queue(),
                port.mtu(),
                outlet.mac(),
                mac,
                source.map(Prefix::first).orElse(null),
                source.map(Prefix::hostBits).orElse(0),
                number);
    }

    private static void requireFamily(final Service service, final Backend backend) {
        if (service.mode() == Mode.L3DSR
                && service.vip().isIpv4() != backend.address().isIpv4()) {
            throw new IllegalArgumentException(
                    "backend %s of service %s is of another family than its VIP; l3dsr leaves packets in theirs"
                            .formatted(backend.address(), service.name()));
        }
    }

    private Optional<Prefix> outerSource(final Service service, final Backend backend, final NextHop hop) {
        if (!service.mode().hasOuterHeader()) {
            return Optional.empty();
        }
        final Optional<Prefix> chosen = service.source(backend.address().isIpv4());
        return chosen.isPresent() ? chosen : Optional.of(Prefix.of(portSource(service, backend, hop)));
    }

    private IpAddress portSource(final Service service, final Backend backend, final NextHop hop) {
        return links.source(backend.address(), hop.portIndex())
                .orElseThrow(() -> new IllegalArgumentException(
                        "service %s has no outer source address of the family of backend %s; name one under source"
                                .formatted(service.name(), backend.address())));
    }
}
